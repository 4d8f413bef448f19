import type { WrittenMedia } from './campaign.ts';
import type { Language } from './language.ts';
import type { Block } from './post.ts';

/**
 * What is asked of a member who writes a post; texts and alt texts once for each language, alt texts once for each picture.
 * `places`, `tags`, `pictures` and `time` can be left as they are.
 */
export type WritingStep =
  | { readonly ask: 'campaign' | 'template' | 'pictures' | 'places' | 'time' | 'tags' }
  | { readonly ask: 'preview' }
  | { readonly ask: 'text'; readonly language: Language }
  | { readonly ask: 'alt'; readonly picture: number; readonly language: Language };

/** A post that a member is writing in the chat: kept until it is planned or thrown away, and nobody else's. Pure JSON. */
export interface Manuscript {
  /** Random; buttons name it, so that those of an earlier one are no longer good. */
  readonly id: string;
  /** Numeric Telegram id. */
  readonly member: string;
  readonly step: WritingStep;
  /** Id of the campaign, once it is known. */
  readonly campaign?: string;
  /** Name of the post of the campaign whose text stands wherever there is none of its own, and whose card and options it has. */
  readonly template?: string;
  readonly texts: Readonly<Record<Language, readonly Block[]>>;
  readonly pictures: readonly WrittenMedia[];
  /** The message group that the last pictures came with: an album. */
  readonly album?: string;
  /** Ids of the places that it does not go to. */
  readonly placesOff: readonly string[];
  /** ISO 8601; absent: at once. */
  readonly at?: string;
  /** Without `#`, in the campaign's order; absent: all of them. */
  readonly tags?: readonly string[];
  /** `<campaign>/<post>` of the written post that it changes, where it is no new one. */
  readonly edits?: string;
}

/** Two sendings of a post never mix, and one that is planned twice is planned once. */
export const WRITTEN_OCCURRENCE = 'once';

/** Name of the post that a manuscript becomes. */
export function writtenName({ id, edits }: Pick<Manuscript, 'id' | 'edits'>): string {
  return edits?.split('/')[1] ?? `written-${id}`;
}
