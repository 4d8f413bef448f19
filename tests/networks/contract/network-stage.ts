import { inspect } from 'node:util';
import { expect } from 'vitest';
import { DeliveryError } from '../../../src/domain/delivery-error.ts';
import type { Part } from '../../../src/domain/draft.ts';
import type { PreparedMedia } from '../../../src/domain/media.ts';
import type { Network, PublishContext, Receipt } from '../../../src/domain/network.ts';
import type { Keepsake, NetworkDefinition } from '../../../src/domain/network-definition.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Post } from '../../../src/domain/post.ts';
import { type SandboxServer, serveSandbox } from '../../../src/sandbox/serve.ts';
import type { TimelinePost } from '../../../src/sandbox/timeline.ts';
import type { NetworkFixture } from '../network-fixture.ts';
import { expectDraft } from './check-draft.ts';

/** A network's server and its real adapter, connected over loopback, on one clock that stands still unless moved. */
export interface NetworkStage extends AsyncDisposable {
  readonly server: SandboxServer;
  readonly network: Network;
  readonly clock: { time: number };
  /** Another adapter with the same credentials and keepsakes, as after a restart. */
  reconnect(): Promise<Network>;
  place(language: string): Place;
  part(post: Post): Part;
  /** What `publish` needs for a part of its own, with a new key. */
  context(language: string, change?: Partial<PublishContext>): PublishContext;
  /** The values that must not show in an error. */
  readonly secrets: readonly string[];
}

const LANGUAGES = ['en', 'ru'];

export async function openStage(
  definition: NetworkDefinition,
  fixture: NetworkFixture,
  timeoutMs = 5000,
): Promise<NetworkStage> {
  const clock = { time: Date.now() };
  const now = () => new Date(clock.time);
  const server = await serveSandbox(fixture.sandbox({ now }));
  const { settings } = server;
  const keep = createKeepsake();
  const connected: Network[] = [];
  const connect = async () => {
    const network = await definition.connect({ settings, now, timeoutMs, keep });
    connected.push(network);
    return network;
  };
  const network = await connect();
  const places = definition.places(settings, LANGUAGES);
  const place = (language: string) => {
    const found = places.find(one => one.language === language);
    if (found === undefined) throw new Error(`${definition.name} has no place in ${language}`);
    return found;
  };
  return {
    server,
    network,
    clock,
    place,
    reconnect: connect,
    part: post => onlyPart(expectDraft(network.compose(post, place(post.language))).parts),
    context: (language, change = {}) => ({
      place: place(language),
      key: network.createKey(now()),
      uploads: [],
      signal: new AbortController().signal,
      ...change,
    }),
    secrets: definition.settings.flatMap(({ name, secret }) => (secret ? [settings[name] ?? ''] : [])),
    async [Symbol.asyncDispose]() {
      for (const one of connected) await one.close?.();
      await server.close();
    },
  };
}

export function createKeepsake(): Keepsake {
  const drawer = new Map<string, string>();
  return {
    read: async name => drawer.get(name),
    write: async (name, value) => void drawer.set(name, value),
  };
}

function onlyPart(parts: readonly Part[]): Part {
  const [first] = parts;
  if (first === undefined || parts.length > 1) throw new Error(`expected one part, got ${parts.length}`);
  return first;
}

/** The post of a receipt, as followers see it. */
export function shownPost(stage: NetworkStage, receipt: Receipt, place?: Place): TimelinePost {
  const shown = stage.server.network
    .timeline()
    .filter(post => post.id === receipt.id && (place?.address === undefined || post.place === place.address));
  expect(shown).toHaveLength(1);
  const [post] = shown;
  if (post === undefined) throw new Error(`no post ${receipt.id}`);
  return post;
}

/** The error of a call that has to fail, and fail as the contract says, with no secret anywhere in it. */
export async function deliveryError(
  call: Promise<unknown>,
  secrets: readonly string[],
): Promise<DeliveryError> {
  const error = await call.then(
    value => new Error(`did not fail: ${inspect(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw error;
  const everything = inspect(error, { depth: 12, showHidden: true, maxStringLength: null });
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return error;
}

/** A red square, as a prepared picture. */
export function samplePicture(id: string, alt: string): PreparedMedia {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';
  return {
    id,
    bytes: new Uint8Array(Buffer.from(png, 'base64')),
    type: 'image/png',
    width: 8,
    height: 8,
    alt,
  };
}
