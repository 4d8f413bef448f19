import type { Part } from '../../src/domain/draft.ts';
import type { FindContext, PublishContext } from '../../src/domain/network.ts';
import type { Place } from '../../src/domain/place.ts';

/** A clock that only the test moves. */
export interface TestClock {
  now(): Date;
  forward(ms: number): void;
}

export function createTestClock(): TestClock {
  let time = Date.parse('2026-05-21T09:00:00Z');
  return {
    now: () => new Date(time),
    forward(ms) {
      time += ms;
    },
  };
}

/** Makes parts of a network that takes so many of a unit. */
export function partsOf(limit: number, unit: Part['unit']) {
  return (text: string, change: Partial<Part> = {}): Part => ({
    text,
    marks: [],
    length: text.length,
    limit,
    unit,
    language: 'en',
    outlineTags: [],
    media: [],
    options: {},
    ...change,
  });
}

/** What a network is told when it shall publish to a place, or look for what it did. */
export function contextsOf(place: Place) {
  const common = () => ({ place, key: 'key', uploads: [], signal: new AbortController().signal });
  return {
    publishContext: (change: Partial<PublishContext> = {}): PublishContext => ({ ...common(), ...change }),
    findContext: (since: Date, change: Partial<FindContext> = {}): FindContext => ({
      ...common(),
      since,
      ...change,
    }),
  };
}
