import { InputError } from '../../domain/input-error.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { Misunderstood } from '../misunderstood.ts';
import { inLanguage } from './in-language.ts';

/** What cannot be is said above the question, which stays as it was. */
export async function orFault(
  say: Say,
  work: () => Promise<Answer>,
  again: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const why = whyOf(error, say);
    if (why === undefined) throw error;
    const { blocks, buttons = [] } = await again();
    return { blocks: [block(bold(why)), ...blocks], buttons, anew: true };
  }
}

function whyOf(error: unknown, say: Say): string | undefined {
  if (error instanceof Misunderstood) return say(error.key, error.values);
  if (!(error instanceof InputError)) return undefined;
  const { words, message } = error;
  if (words === undefined) return say.retell(message);
  const { language } = words.values;
  const named = typeof language === 'string' ? { in: inLanguage(language, say) } : {};
  return say(`fault.${words.key}`, { ...words.values, ...named });
}
