import type { Language } from '../domain/language.ts';
import type { Words } from '../domain/words.ts';
import { createSpeech, type Speech } from './speech.ts';

/** A speech for each language that has words. */
export function createSpeeches(words: Iterable<Words>): ReadonlyMap<Language, Speech> {
  return new Map([...words].map(each => [each.language, createSpeech(each)]));
}
