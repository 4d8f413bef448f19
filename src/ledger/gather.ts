export interface GatheringOptions<Item, Result> {
  /** Does all of them with one statement; the results in the order of the items. */
  readonly perform: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Two items of one key never go together. */
  readonly keyOf: (item: Item) => string;
}

interface Asked<Item, Result> {
  readonly item: Item;
  readonly answer: PromiseWithResolvers<Result>;
}

/** So many go together at most. */
const MOST = 500;

/** What PostgreSQL says when the statement itself was at fault, or lost to another, or refused: nothing of it was done. */
const NOTHING_DONE = /^(22|23|40|AP)/;

/**
 * While one statement is on its way, what is asked for meanwhile is gathered for the next one: under load many share a
 * round trip and a commit, and without load nobody waits. Where one of many is at fault only that one fails.
 */
export function createGathering<Item, Result>(
  options: GatheringOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Asked<Item, Result>[] = [];
  let busy = false;
  const work = async () => {
    // What is asked for in the same moment goes together from the first on.
    await Promise.resolve();
    while (waiting.length > 0) await performAll(options, takeBatch(waiting, options.keyOf));
    busy = false;
  };
  return item => {
    const answer = Promise.withResolvers<Result>();
    waiting.push({ item, answer });
    if (!busy) {
      busy = true;
      void work();
    }
    return answer.promise;
  };
}

/** The first of each key, in the order in which they were asked for. */
function takeBatch<Item, Result>(
  waiting: Asked<Item, Result>[],
  keyOf: (item: Item) => string,
): readonly Asked<Item, Result>[] {
  const batch = new Map<string, Asked<Item, Result>>();
  const rest: Asked<Item, Result>[] = [];
  for (const asked of waiting.splice(0)) {
    const key = keyOf(asked.item);
    if (batch.size < MOST && !batch.has(key)) batch.set(key, asked);
    else rest.push(asked);
  }
  waiting.push(...rest);
  return [...batch.values()];
}

async function performAll<Item, Result>(
  options: GatheringOptions<Item, Result>,
  batch: readonly Asked<Item, Result>[],
): Promise<void> {
  try {
    const results = await options.perform(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error('a statement for many did not answer for each');
    results.forEach((result, number) => {
      batch[number]?.answer.resolve(result);
    });
  } catch (error) {
    if (batch.length > 1 && NOTHING_DONE.test(codeOf(error))) {
      for (const one of batch) await performAll(options, [one]);
      return;
    }
    for (const { answer } of batch) answer.reject(error);
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
