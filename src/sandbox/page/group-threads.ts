import type { TimelinePost } from '../timeline.ts';

/** A post and what replies to it, in the order of reading. */
export type Thread = readonly TimelinePost[];

/** Newest thread first, as a follower sees them. A reply to something that is gone begins a thread of its own. */
export function groupThreads(posts: readonly TimelinePost[]): readonly Thread[] {
  const threads = new Map<string, TimelinePost[]>();
  const threadOf = new Map<string, TimelinePost[]>();
  for (const post of posts) {
    const thread = threadOf.get(`${post.place} ${post.replyTo}`) ?? [];
    thread.push(post);
    threadOf.set(keyOf(post), thread);
    if (thread.length === 1) threads.set(keyOf(post), thread);
  }
  return [...threads.values()].reverse();
}

export function keyOf({ place, id }: TimelinePost): string {
  return `${place} ${id}`;
}
