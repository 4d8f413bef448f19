import type { Hono } from 'hono';
import type { Json } from '../domain/json.ts';
import type { NetworkName } from '../domain/place.ts';
import type { TimelineListener, TimelinePost } from './timeline.ts';

/** One local network: a server's behaviour, apart from the socket it listens on. */
export interface SandboxNetwork {
  readonly name: NetworkName;
  /** Speaks the network's own API. Mounted at the root of its own server. */
  readonly app: Hono;
  /** The settings (environment variables) with which the real adapter reaches it; `url` is the server's base URL. */
  settings(url: string): Readonly<Record<string, string>>;
  /** What followers see now, oldest first; what was deleted is gone. */
  timeline(): readonly TimelinePost[];
  /** Called after every change of the timeline. Returns how to stop listening. */
  onChange(listener: TimelineListener): () => void;
  /**
   * Everything the server knows (posts, media as base64, idempotency keys, sessions, counters), so that a rehearsal whose
   * bot was killed goes on, on the same timelines, when it is started again.
   */
  snapshot(): Json;
  /** Takes a snapshot back, before the first call. */
  restore(snapshot: Json): void;
}
