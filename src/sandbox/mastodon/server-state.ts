import type { Json, JsonObject } from '../../domain/json.ts';

export interface StoredStatus {
  readonly id: string;
  readonly url: string;
  readonly text: string;
  readonly spoilerText: string;
  readonly visibility: string;
  readonly sensitive: boolean;
  readonly language: string;
  readonly inReplyToId: string | null;
  readonly mediaIds: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly pinned: boolean;
}

export interface StoredMedia {
  readonly id: string;
  readonly url: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly description: string | null;
  /** How many times it will still be found in processing. */
  readonly pollsLeft: number;
}

/** How often a window's calls were made: by name of the window and its number. */
export type Counters = Map<string, { readonly window: number; readonly calls: number }>;

/** Everything that the server knows. */
export interface ServerState {
  /** By id, oldest first. */
  readonly statuses: Map<string, StoredStatus>;
  readonly media: Map<string, StoredMedia>;
  readonly keys: Map<string, { readonly statusId: string; readonly until: number }>;
  readonly counters: Counters;
  lastId: bigint;
}

export function createServerState(): ServerState {
  return { statuses: new Map(), media: new Map(), keys: new Map(), counters: new Map(), lastId: 0n };
}

/** Ids as Mastodon makes them: milliseconds, then 16 bits; each larger than the one before. */
export function nextId(state: ServerState, now: Date): string {
  const byTime = BigInt(now.getTime()) << 16n;
  state.lastId = byTime > state.lastId ? byTime : state.lastId + 1n;
  return String(state.lastId);
}

export function takeSnapshot(state: ServerState): Json {
  const media = [...state.media.values()].map(({ bytes, ...rest }) => ({
    ...rest,
    bytes: Buffer.from(bytes).toString('base64'),
  }));
  return {
    statuses: [...state.statuses.values()] as unknown as JsonObject[],
    media,
    keys: [...state.keys] as unknown as Json[],
    counters: [...state.counters] as unknown as Json[],
    lastId: String(state.lastId),
  };
}

interface Snapshot {
  readonly statuses: readonly StoredStatus[];
  readonly media: readonly (Omit<StoredMedia, 'bytes'> & { readonly bytes: string })[];
  readonly keys: readonly [string, { statusId: string; until: number }][];
  readonly counters: readonly [string, { window: number; calls: number }][];
  readonly lastId: string;
}

export function restoreSnapshot(state: ServerState, json: Json): void {
  const snapshot = json as unknown as Snapshot;
  for (const status of snapshot.statuses) state.statuses.set(status.id, status);
  for (const media of snapshot.media) {
    state.media.set(media.id, { ...media, bytes: new Uint8Array(Buffer.from(media.bytes, 'base64')) });
  }
  for (const [key, value] of snapshot.keys) state.keys.set(key, value);
  for (const [name, value] of snapshot.counters) state.counters.set(name, value);
  state.lastId = BigInt(snapshot.lastId);
}
