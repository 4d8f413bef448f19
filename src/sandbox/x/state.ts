import { z } from 'zod';

const wrappedUrl = z.object({
  start: z.number(),
  end: z.number(),
  /** The t.co link. */
  url: z.string(),
  expandedUrl: z.string(),
});

const post = z.object({
  id: z.string(),
  /** As it was sent. */
  text: z.string(),
  createdAt: z.number(),
  replyTo: z.string().optional(),
  mediaIds: z.array(z.string()),
  urls: z.array(wrappedUrl),
  replySettings: z.string().optional(),
});

const medium = z.object({
  id: z.string(),
  type: z.string(),
  category: z.string(),
  totalBytes: z.number(),
  /** Base64, by segment. */
  segments: z.array(z.string()),
  finalized: z.boolean(),
  /** How many times its status is still to be asked before it is ready. */
  checksLeft: z.number(),
  alt: z.string().optional(),
  sensitive: z.boolean(),
});

const state = z.object({
  posts: z.array(post),
  media: z.array(medium),
  lastId: z.string(),
  /** Times of calls by window, epoch ms. */
  calls: z.record(z.string(), z.array(z.number())),
});

export type XState = z.infer<typeof state>;
export type SandboxPost = z.infer<typeof post>;
export type SandboxMedium = z.infer<typeof medium>;

export function emptyState(): XState {
  return { posts: [], media: [], lastId: '0', calls: {} };
}

/** Throws when it is not what a sandbox of this version has written. */
export function parseState(snapshot: unknown): XState {
  return state.parse(snapshot);
}

/** X's epoch: ids carry the milliseconds since then. */
const EPOCH_MS = 1_288_834_974_657n;
const SEQUENCE_BITS = 22n;

/** The next id: rises with time, and within one millisecond too. */
export function nextId(state: XState, now: Date): string {
  const byTime = (BigInt(now.getTime()) - EPOCH_MS) << SEQUENCE_BITS;
  const last = BigInt(state.lastId);
  const id = byTime > last ? byTime : last + 1n;
  state.lastId = String(id);
  return state.lastId;
}

/** The file as it was sent; a segment that never came is missing from it. */
export function mediumBytes(medium: SandboxMedium): Buffer {
  return Buffer.concat(Array.from(medium.segments, segment => Buffer.from(segment ?? '', 'base64')));
}
