import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NETWORKS, type NetworkName } from './moment.ts';

export const CAMPAIGN = 'crash';
export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A thread of the campaign: one text in each language, and a longer one where a network's posts are longer. */
export interface Thread {
  readonly number: number;
  readonly networks: readonly NetworkName[];
}

/** Sentences, and the characters of each, that make three parts on Telegram and X, whose limits are narrow, and about five elsewhere. */
const SHAPE: Readonly<Record<NetworkName, { readonly sentences: number; readonly length: number }>> = {
  telegram: { sentences: 10, length: 900 },
  bluesky: { sentences: 14, length: 90 },
  mastodon: { sentences: 19, length: 110 },
  x: { sentences: 8, length: 80 },
};

/** Every sentence says which it is of which thread, so that none can be mistaken for another. */
export function sentencesOf(thread: number, language: Language, network: NetworkName): readonly string[] {
  const { sentences, length } = SHAPE[network];
  return Array.from({ length: sentences }, (_, index) =>
    sentence(thread, language, `${index + 1}/${sentences}`, length),
  );
}

function sentence(thread: number, language: Language, number: string, length: number): string {
  const [head, word] = language === 'en' ? ['Thread', 'free'] : ['Нить', 'воля'];
  let text = `${head} ${thread}, ${number}:`;
  while (text.length < length) text += ` ${word}`;
  return `${text}.`;
}

/** Which thread a post belongs to, by the first of its sentences; undefined: to none. */
export function threadOf(text: string): { thread: number; language: Language } | undefined {
  const [, head, thread] = /(Thread|Нить) (\d+), \d+\/\d+:/.exec(text) ?? [];
  if (thread === undefined) return undefined;
  return { thread: Number(thread), language: head === 'Thread' ? 'en' : 'ru' };
}

/** The numbers of a thread's sentences in a text, as they come. */
export function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/(?:Thread|Нить) \d+, (\d+)\/\d+:/g)].map(([, number]) => Number(number));
}

export function postName(thread: number): string {
  return `thread-${String(thread).padStart(3, '0')}`;
}

/** A templates folder with the one campaign. */
export async function writeCampaign(templates: string, threads: readonly Thread[]): Promise<void> {
  const folder = join(templates, CAMPAIGN);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'campaign.yaml'), describeCampaign(threads));
  await writeFile(join(folder, 'figures.yaml'), 'sources: {}\nfigures: {}\n');
  for (const { number } of threads) {
    for (const language of LANGUAGES) {
      const name = `${postName(number)}.${language}`;
      await writeFile(join(folder, `${name}.liquid`), sentencesOf(number, language, 'mastodon').join(' '));
      for (const network of NETWORKS) {
        const text = sentencesOf(number, language, network).join(' ');
        await writeFile(join(folder, `${name}.${network}.liquid`), text);
      }
    }
  }
}

function describeCampaign(threads: readonly Thread[]): string {
  const post = ({ number, networks }: Thread) =>
    `  ${postName(number)}: { title: { en: Thread ${number}, ru: Нить ${number} }, networks: [${networks.join(', ')}] }\n`;
  return `title: { en: Crash, ru: Крушение }
languages: [en, ru]
timeZone: UTC
maxPerHour: 100000
lateBy: 1d
giveUpAfter: 1d
hashtags: []
posts:
${threads.map(post).join('')}`;
}
