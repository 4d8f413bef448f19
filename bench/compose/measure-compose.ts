import { readSettings } from '../../src/config.ts';
import { isRefusal } from '../../src/domain/draft.ts';
import type { Network } from '../../src/domain/network.ts';
import type { NetworkName, Place } from '../../src/domain/place.ts';
import type { Post } from '../../src/domain/post.ts';
import { countGraphemes } from '../../src/networks/bluesky/count-text.ts';
import { countCharacters } from '../../src/networks/mastodon/count-characters.ts';
import { DEFAULT_LIMITS } from '../../src/networks/mastodon/server-limits.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { weightedLength } from '../../src/networks/x/weighted-length.ts';
import { openStudio } from '../../src/wiring/open-studio.ts';
import { botEnvironment, FOLDER } from '../bot.ts';
import { median, quantile, ratio, round } from '../figures.ts';
import type { Section } from '../section.ts';
import { naiveThread } from './naive-thread.ts';

const CAMPAIGN = 'may-21';
const POST = 'morning';
const WARM_UP = 1000;
const RUNS = 500;

/** The counters that composing uses. */
const COUNTERS: Readonly<Record<NetworkName, (text: string) => number>> = {
  telegram: text => text.length,
  bluesky: countGraphemes,
  mastodon: text => countCharacters(text, '', DEFAULT_LIMITS),
  x: weightedLength,
};

interface Task {
  readonly network: Network;
  readonly post: Post;
  readonly place: Place;
  readonly text: string;
  readonly limit: number;
}

/** The full post of the day, for every network in every language, again and again; and the same by a naive loop. */
export const measureCompose: Section = async ({ say }) => {
  const tasks = await listTasks();
  say(`${tasks.length} texts, ${RUNS} times after ${WARM_UP} to warm up`);
  const texts = tasks.map(({ network, post, place, text, limit }) => {
    const count = counterOf(network);
    // What was found in a post is kept for its further places: here each run has a post that was never seen.
    const posts = Array.from({ length: WARM_UP + RUNS }, () => structuredClone(post));
    return {
      text: `${network.name} ${post.language}`,
      compose: time(run => network.compose(posts[run] ?? post, place)),
      again: time(() => network.compose(post, place)),
      naive: time(() => naiveThread(text, count, limit)),
    };
  });
  const composeMs = sum(texts.map(({ compose }) => median(compose)));
  const againMs = sum(texts.map(({ again }) => median(again)));
  const naiveMs = sum(texts.map(({ naive }) => median(naive)));
  return {
    post: `${CAMPAIGN}/${POST}`,
    composeMs: round(composeMs),
    composeP99Ms: round(sum(texts.map(({ compose }) => quantile(compose, 0.99)))),
    againMs: round(againMs),
    naiveMs: round(naiveMs),
    ratio: ratio(composeMs, naiveMs),
    texts: texts.map(({ text, compose, naive }) => ({
      text,
      composeMs: round(median(compose)),
      naiveMs: round(median(naive)),
    })),
    targets: { composeUnder5Ms: composeMs < 5 },
  };
};

function counterOf({ name }: Network): (text: string) => number {
  const counter = COUNTERS[name];
  if (counter === undefined) throw new Error(`the bench has no counter for ${name}: add it to COUNTERS`);
  return counter;
}

async function listTasks(): Promise<readonly Task[]> {
  const studio = await openStudio(readSettings(FOLDER, botEnvironment({}), definitions));
  const campaign = studio.campaigns.find(({ id }) => id === CAMPAIGN);
  const definition = campaign?.posts.find(({ name }) => name === POST);
  if (campaign === undefined || definition === undefined) throw new Error(`there is no ${CAMPAIGN}/${POST}`);
  return campaign.languages.flatMap(language => {
    const post = studio.render(campaign, definition, language);
    return [...studio.networks.values()].map(network => taskOf(network, post));
  });
}

/** The naive loop gets the text that composing made, links and tags included. */
function taskOf(network: Network, post: Post): Task {
  const place = { id: `${network.name}-${post.language}`, network: network.name, language: post.language };
  const draft = network.compose(post, place);
  if (isRefusal(draft)) throw new Error(draft.refusal);
  const text = draft.parts.map(part => part.text).join(' ');
  return { network, post, place, text, limit: draft.parts[0]?.limit ?? 0 };
}

/** Milliseconds of each run. */
function time(run: (index: number) => void): readonly number[] {
  for (let index = 0; index < WARM_UP; index += 1) run(index);
  return Array.from({ length: RUNS }, (_, index) => {
    const begun = performance.now();
    run(WARM_UP + index);
    return performance.now() - begun;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
