import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { z } from 'zod';
import { InputErrors } from '../domain/input-error.ts';
import { faultsOf } from './schema-faults.ts';

/** A YAML file whose values know their lines. */
export interface YamlFile {
  /** As people see it in a fault: `may-21/campaign.yaml`. */
  readonly label: string;
  readonly content: unknown;
  /** The line of a value's key, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** @throws InputErrors for every place at which the text is no YAML. */
export function readYaml(label: string, source: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new InputErrors(
      problems.map(({ pos, code, message }) => {
        const { line } = lines.linePos(pos[0]);
        return `${label}:${line}: ${yamlFault(code, message, source.slice(pos[0]))}.`;
      }),
    );
  }
  return {
    label,
    content: contentOf(label, () => document.toJS({ maxAliasCount: 100 })),
    lineOf: path => {
      const offset = offsetOf(document.contents, path);
      return offset === undefined ? 1 : lines.linePos(offset).line;
    },
  };
}

/** @throws InputErrors with a sentence for each thing that is not as the schema wants it. */
export function validate<T>(file: YamlFile, schema: z.ZodType<T>): T {
  const result = schema.safeParse(file.content);
  if (result.success) return result.data;
  throw new InputErrors(faultsOf(file, result.error.issues));
}

/** `text` begins where the fault is. */
function yamlFault(code: string, message: string, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]+/.exec(text)?.[0] ?? '';
    return `the key "${key}" stands twice: keep one of them`;
  }
  return `this is no YAML (${message.replace(/\s+/g, ' ').replace(/[.:]$/, '')}): correct it`;
}

/** An alias that grows without end fails here. */
function contentOf(label: string, convert: () => unknown): unknown {
  try {
    return convert();
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw new InputErrors([`${label}:1: there are too many aliases: write the values out.`]);
    }
    throw error;
  }
}

function offsetOf(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (const step of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return offset;
}
