import { describe, expect, it } from 'vitest';
import { createGathering } from '../../src/ledger/gather.ts';

/** Work that goes on when the test lets it, and notes what went together. */
function openWork() {
  const batches: (readonly string[])[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const gather = createGathering<string, string>({
    keyOf: item => item.slice(0, 1),
    async perform(items) {
      batches.push(items);
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      await answer.promise;
      return items.map(item => item.toUpperCase());
    },
  });
  const settle = async () => new Promise(resolve => setImmediate(resolve));
  return { batches, answers, gather, settle };
}

const fault = (code: string) => Object.assign(new Error(`fault ${code}`), { code });

describe('what is asked for while a statement is on its way', () => {
  it('goes together in the next one, each with its own answer', async () => {
    const { batches, answers, gather, settle } = openWork();
    const asked = [gather('a'), gather('b')];
    await settle();
    asked.push(gather('c'), gather('d'), gather('e'));
    await settle();
    expect(batches).toEqual([['a', 'b']]);
    answers[0]?.resolve();
    await settle();
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    answers[1]?.resolve();
    expect(await Promise.all(asked)).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('is kept apart where it is about the same thing, in the order of asking', async () => {
    const { batches, answers, gather, settle } = openWork();
    const asked = [gather('a1'), gather('a2'), gather('b')];
    await settle();
    answers[0]?.resolve();
    await settle();
    answers[1]?.resolve();
    expect(await Promise.all(asked)).toEqual(['A1', 'A2', 'B']);
    expect(batches).toEqual([['a1', 'b'], ['a2']]);
  });
});

describe('a statement that fails', () => {
  it('for what one of many brought is repeated one by one, and only that one fails', async () => {
    const batches: (readonly string[])[] = [];
    const gather = createGathering<string, string>({
      keyOf: item => item,
      async perform(items) {
        batches.push(items);
        if (items.includes('bad')) throw fault('22P05');
        return items;
      },
    });
    const settled = await Promise.allSettled([gather('good'), gather('bad'), gather('fine')]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
    expect(await gather('later')).toBe('later');
  });

  it('with nobody knowing what became of it fails for all, and is not repeated', async () => {
    let performed = 0;
    const gather = createGathering<string, string>({
      keyOf: item => item,
      async perform() {
        performed += 1;
        throw fault('57P01');
      },
    });
    const settled = await Promise.allSettled([gather('one'), gather('two')]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(performed).toBe(1);
  });
});
