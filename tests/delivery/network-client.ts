import { DeliveryError } from '../../src/domain/delivery-error.ts';
import type { Network, Receipt } from '../../src/domain/network.ts';
import type { Published } from './scripted-network.ts';

/** Reaches a `serveNetwork` over HTTP: `keyed` repeats by key, `plain` has to be looked up. */
export function createNetworkClient(name: 'keyed' | 'plain', url: string): Network {
  const repeatable = name === 'keyed';
  let keys = 0;
  return {
    name,
    repeatable,
    rateLimit: { calls: 1000, perMs: 1000 },
    compose: () => ({ refusal: 'composes nothing' }),
    createKey: () => `${name}-${process.pid}-${++keys}`,
    async publish(part, { key, place, replyTo, signal }) {
      const body = JSON.stringify({ text: part.text, key, place: place.id, replyTo: replyTo?.id });
      const path = repeatable ? '/repeatable' : '/';
      try {
        const response = await fetch(url + path, { method: 'POST', body, signal });
        return receiptOf((await response.json()) as Published);
      } catch (cause) {
        throw new DeliveryError('no answer', { kind: 'unknown', cause });
      }
    },
    async find(part, { place, signal }) {
      const timeline = (await (await fetch(url, { signal })).json()) as Published[];
      const post = timeline.find(({ text, place: at }) => text === part.text && at === place.id);
      return post === undefined ? { outcome: 'nothing' } : { outcome: 'found', receipt: receiptOf(post) };
    },
    verify: async () => ({ id: '1', name }),
  };
}

function receiptOf({ id }: Published): Receipt {
  return { id, at: new Date() };
}
