import { InputError } from '../../domain/input-error.ts';

/** What is wrong with what a member wrote; `fault.<key>` of the chat's texts says the same. */
export function writingFault(
  key: string,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): InputError {
  return new InputError(message, { key, values });
}
