import type { TimelinePost } from '../../src/sandbox/timeline.ts';
import type { Answer } from './admin.ts';
import type { NetworkName } from './moment.ts';
import { type Language, numbersIn, type Thread, threadOf } from './write-campaign.ts';

/** How a network's timeline looks at the end. All but the first three have to be 0. */
export interface Verdict {
  readonly threads: number;
  readonly parts: number;
  readonly sentences: number;
  /** Sentences that stand there more than once, and how many times more. */
  readonly duplicates: number;
  readonly lost: number;
  /** Threads whose parts stand in another order than they were written in. */
  readonly disordered: number;
  /** Parts that answer another one than they should. */
  readonly misplaced: number;
  /** Threads that say anything else than was written. */
  readonly altered: number;
  /** Posts that belong to no thread of the campaign. */
  readonly strangers: number;
}

/** What has to stand there. */
export interface Script {
  readonly threads: readonly Thread[];
  readonly languages: readonly Language[];
  sentencesOf(thread: number, language: Language): readonly string[];
}

/** Judges by what followers see, and by nothing else. `vouched`: parts that an admin saw; the bot knows no id of theirs. */
export function judge(
  network: NetworkName,
  timeline: readonly TimelinePost[],
  script: Script,
  vouched: readonly Answer[] = [],
): Verdict {
  const { threads, languages, sentencesOf } = script;
  const expected = threads
    .filter(({ networks }) => networks.includes(network))
    .flatMap(({ number }) => languages.map(language => ({ number, language })));
  const verdicts = expected.map(({ number, language }) => {
    const posts = timeline.filter(({ text }) => isOf(text, number, language));
    const told = sentencesOf(number, language);
    const unknown = vouched.filter(
      one => one.thread === number && one.language === language && one.answer === 'there',
    );
    return {
      posts,
      ...judgeThread(posts, told, network === 'telegram' ? unknown.map(({ part }) => part) : []),
    };
  });
  const sum = (of: (verdict: (typeof verdicts)[number]) => number) =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    threads: expected.length,
    parts: sum(({ posts }) => posts.length),
    sentences: expected.reduce(
      (total, { number, language }) => total + sentencesOf(number, language).length,
      0,
    ),
    duplicates: sum(verdict => verdict.duplicates),
    lost: sum(verdict => verdict.lost),
    disordered: sum(verdict => verdict.disordered),
    misplaced: sum(verdict => verdict.misplaced),
    altered: sum(verdict => verdict.altered),
    strangers: timeline.length - sum(({ posts }) => posts.length),
  };
}

export function isFaultless(verdict: Verdict): boolean {
  const { duplicates, lost, disordered, misplaced, altered, strangers } = verdict;
  return duplicates + lost + disordered + misplaced + altered + strangers === 0;
}

function isOf(text: string, number: number, language: Language): boolean {
  const found = threadOf(text);
  return found?.thread === number && found.language === language;
}

function judgeThread(posts: readonly TimelinePost[], told: readonly string[], vouched: readonly number[]) {
  const numbers = posts.flatMap(({ text }) => numbersIn(text));
  const seen = new Set(numbers);
  const inOrder = numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
  const text = posts.map(post => post.text).join(' ');
  return {
    duplicates: numbers.length - seen.size,
    lost: told.filter((_, index) => !seen.has(index + 1)).length,
    disordered: inOrder ? 0 : 1,
    misplaced: posts.filter(({ replyTo }, index) => replyTo !== answered(posts, index, vouched)).length,
    altered: text.replace(/\s+/g, ' ') === told.join(' ') ? 0 : 1,
  };
}

/** The part before it; one that an admin vouched for has no id, and then it is the one before that. */
function answered(
  posts: readonly TimelinePost[],
  index: number,
  vouched: readonly number[],
): string | undefined {
  return posts.findLast((_, earlier) => earlier < index && !vouched.includes(earlier + 1))?.id;
}
