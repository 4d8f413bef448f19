import type { Json, JsonObject } from '../../domain/json.ts';
import type { Updates } from './updates.ts';
import type { Chat, Message, StoredFile, User, World } from './world.ts';

interface Snapshot {
  readonly chats: readonly (Omit<Chat, 'messages'> & { readonly messages: readonly Message[] })[];
  readonly users: readonly User[];
  /** Bytes as base64. */
  readonly files: readonly (Omit<StoredFile, 'bytes'> & { readonly bytes: string })[];
  readonly commands: readonly (readonly [string, readonly JsonObject[]])[];
  readonly counters: World['counters'];
  readonly pending: readonly JsonObject[];
}

export function snapshotWorld(world: World, updates: Updates): Json {
  const snapshot: Snapshot = {
    chats: [...world.chats.values()].map(chat => ({
      ...chat,
      pins: [...chat.pins],
      messages: [...chat.messages.values()],
    })),
    users: [...world.users.values()],
    files: [...world.files.values()].map(file => ({ ...file, bytes: base64(file) })),
    commands: [...world.commands],
    counters: { ...world.counters },
    pending: [...updates.pending],
  };
  return snapshot as unknown as Json;
}

/** A file never changes, and a snapshot is taken at every call. */
const encoded = new WeakMap<StoredFile, string>();

function base64(file: StoredFile): string {
  const known = encoded.get(file) ?? Buffer.from(file.bytes).toString('base64');
  encoded.set(file, known);
  return known;
}

/** `taken`: what `snapshotWorld` gave, perhaps in another process. */
export function restoreWorld(world: World, updates: Updates, taken: Json): void {
  const snapshot = structuredClone(taken) as unknown as Snapshot;
  refill(
    world.chats,
    snapshot.chats.map(chat => [
      chat.id,
      { ...chat, messages: new Map(chat.messages.map(message => [message.id, message])) },
    ]),
  );
  refill(
    world.users,
    snapshot.users.map(user => [user.id, user]),
  );
  refill(
    world.files,
    snapshot.files.map(file => [
      file.id,
      { ...file, bytes: new Uint8Array(Buffer.from(file.bytes, 'base64')) },
    ]),
  );
  refill(world.commands, snapshot.commands);
  Object.assign(world.counters, snapshot.counters);
  updates.restore(snapshot.pending);
}

function refill<K, V>(map: Map<K, V>, entries: Iterable<readonly [K, V]>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
