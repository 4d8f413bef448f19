import type { PostDefinition } from './campaign.ts';
import type { Manuscript } from './manuscript.ts';

/** A post that was written in the chat, as a post of its campaign. Nothing in it says who wrote it. */
export interface WrittenPost {
  /** Id of the campaign. */
  readonly campaign: string;
  readonly definition: PostDefinition;
}

/** A file without metadata; `id` is the SHA-256 of its bytes in hexadecimal. */
export interface ShelvedFile {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file on the shelf, and which posts (`<campaign>/<post>`) show it. */
export interface ShelfUse {
  readonly id: string;
  readonly posts: readonly string[];
}

/** What is kept of writing: manuscripts, the posts that they became, and their files. Each method is one transaction. */
export interface WritingBook {
  /** Each member has one manuscript at most. */
  manuscript(member: string): Promise<Manuscript | undefined>;
  /** In the place of the member's manuscript, if there is one; with a file that it shows, if it is a new one. */
  keep(manuscript: Manuscript, file?: ShelvedFile): Promise<void>;
  /** With its texts, wholly. */
  drop(member: string): Promise<void>;
  /** Manuscripts that nobody has touched since. */
  dropOld(before: Date): Promise<void>;

  posts(): Promise<readonly WrittenPost[]>;
  /** In the place of the post of that name, if there is one. */
  keepPost(post: WrittenPost): Promise<void>;

  /** Before a manuscript shows it, so that it can be tried. */
  shelve(file: ShelvedFile): Promise<void>;
  file(id: string): Promise<ShelvedFile | undefined>;
  /** Files that no manuscript shows. */
  filesWithoutManuscript(): Promise<readonly ShelfUse[]>;
  /** Those of them that no manuscript shows by now. */
  dropFiles(ids: readonly string[]): Promise<void>;
}
