import { createContext, Script } from 'node:vm';
import { SourceFault } from '../../domain/source-fault.ts';

const LONGEST_TEXT = 2_000;
const TIMEOUT_MS = 500;

/** The first group of a pattern; the whole text where there is no pattern. A pattern that takes for ever is given up. */
export function applyPattern(text: string, pattern: string | undefined): string {
  const tidy = text.trim();
  if (tidy.length > LONGEST_TEXT) {
    throw new SourceFault(`the text found is longer than ${LONGEST_TEXT} characters`);
  }
  if (pattern === undefined) return tidy;
  const found = execute(tidy, pattern);
  if (found === null || found === undefined) {
    throw new SourceFault(`the pattern ${pattern} does not fit "${tidy.slice(0, 80)}"`);
  }
  return found;
}

/** Only there can a pattern be stopped. */
function execute(text: string, pattern: string): string | null | undefined {
  const context = createContext({ text, pattern });
  try {
    const script = new Script("new RegExp(pattern, 'u').exec(text)?.[1]");
    return script.runInContext(context, { timeout: TIMEOUT_MS }) as string | null | undefined;
  } catch {
    throw new SourceFault(`the pattern ${pattern} takes too long`);
  }
}
