import type { Campaign } from '../../domain/campaign.ts';
import type { WritingBook, WrittenPost } from '../../domain/writing-book.ts';

/** The posts that were written in the chat, at hand for everything that speaks of posts by their names. */
export interface WrittenPosts {
  all(): readonly WrittenPost[];
  keep(post: WrittenPost): Promise<void>;
}

/** Reads what was kept. One process has the chat, so nobody else adds to them. */
export async function openWrittenPosts(book: Pick<WritingBook, 'posts' | 'keepPost'>): Promise<WrittenPosts> {
  let posts = await book.posts();
  return {
    all: () => posts,
    async keep(post) {
      await book.keepPost(post);
      posts = [...posts.filter(other => !isSame(other, post)), post];
    },
  };
}

/** The campaigns with what was written for them; what the files have by the same name comes first. */
export function withWritten(
  campaigns: readonly Campaign[],
  written: readonly WrittenPost[],
): readonly Campaign[] {
  if (written.length === 0) return campaigns;
  return campaigns.map(campaign => {
    const own = written.filter(post => post.campaign === campaign.id).map(({ definition }) => definition);
    return own.length === 0 ? campaign : { ...campaign, posts: [...campaign.posts, ...own] };
  });
}

function isSame(one: WrittenPost, other: WrittenPost): boolean {
  return one.campaign === other.campaign && one.definition.name === other.definition.name;
}
