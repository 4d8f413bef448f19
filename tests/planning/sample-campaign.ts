import type { Campaign, Occasion, PostDefinition } from '../../src/domain/campaign.ts';
import type { Place } from '../../src/domain/place.ts';

const HOUR_MS = 3_600_000;

/** A campaign with these occasions and every post that they name, in English and Russian. */
export function campaignOf(occasions: readonly Occasion[], timeZone = 'Europe/Minsk'): Campaign {
  const names = new Set(occasions.flatMap(({ posts }) => posts.map(({ post }) => post)));
  return {
    id: 'sample',
    titles: { en: 'Sample', ru: 'Пример' },
    timeZone,
    languages: ['en', 'ru'],
    hashtags: [],
    links: [],
    figures: [],
    occasions,
    posts: [...names].map(postOf),
    maxPerHour: 1000,
  };
}

export function postOf(name: string): PostDefinition {
  const text = (language: string) => ({
    text: { file: `sample/${name}.${language}.liquid`, source: `${name} in ${language}` },
    byNetwork: {},
  });
  return {
    name,
    titles: { en: name, ru: name },
    languages: ['en', 'ru'],
    texts: { en: text('en'), ru: text('ru') },
    media: [],
    options: {},
    evergreen: false,
    lateByMs: 6 * HOUR_MS,
    giveUpAfterMs: 24 * HOUR_MS,
  };
}

export function occasionOf(
  rule: Occasion['rule'],
  posts: Occasion['posts'],
  more: Partial<Occasion> = {},
): Occasion {
  return { id: 'day', titles: { en: 'Day', ru: 'День' }, rule, posts, ...more };
}

export const HERE: Place = { id: 'telegram-en', network: 'telegram', language: 'en' };

export const PLACES: readonly Place[] = [
  HERE,
  { id: 'telegram-ru', network: 'telegram', language: 'ru' },
  { id: 'x-en', network: 'x', language: 'en' },
];
