import { DeliveryError } from '../../domain/delivery-error.ts';
import { languageCode } from './status-params.ts';

/** Tags a post with its language, as long as the server takes the tag. */
export interface LanguageTag {
  /** `post` is called with the tag; when the server refuses the tag, once more without it. */
  with<Result>(
    language: string,
    post: (tag: { readonly language?: string }) => Promise<Result>,
  ): Promise<Result>;
}

/** Remembers the languages that the server refused. */
export function createLanguageTag(): LanguageTag {
  const refused = new Set<string>();
  return {
    async with(language, post) {
      const code = languageCode(language);
      if (refused.has(code)) return post({});
      try {
        return await post({ language: code });
      } catch (error) {
        if (!refusesLanguage(error)) throw error;
        refused.add(code);
        // A refusal has had no effect, so that posting without the tag posts once.
        return post({});
      }
    },
  };
}

/** Servers have no code for this refusal, only the name of the field. */
function refusesLanguage(error: unknown): boolean {
  if (!(error instanceof DeliveryError) || error.reason !== 'content') return false;
  return /\b(?:language|locale)\b/i.test(error.message);
}
