import { describe, expect, it } from 'vitest';
import { createAmender } from '../../src/delivery/amend/create-amender.ts';
import type { AmendmentBook } from '../../src/domain/amendment.ts';
import { createAmendmentBook } from '../../src/ledger/amendments/create-amendment-book.ts';
import { createDeliveryStage, PLACES } from './delivery-stage.ts';
import { mortal } from './mortal.ts';
import { createScriptedNetwork, draftOf } from './scripted-network.ts';

/** More steps than a correction of two parts takes. */
const STEPS = 30;

describe.each([{ repeatable: true }, { repeatable: false }])(
  'a correction by replies, $repeatable',
  ({ repeatable }) => {
    it.each(['before', 'after'] as const)(
      'is there once, in order, whatever step its process dies %s',
      async when => {
        const network = createScriptedNetwork({ repeatable });
        await using stage = await createDeliveryStage(network);
        const book = createAmendmentBook(stage.database.kysely());
        const amenderOf = (
          id: string,
          isDead: boolean,
          changes: { book: AmendmentBook; network?: typeof network },
        ) =>
          createAmender({
            ledger: stage.ledger,
            places: PLACES,
            prepareMedia: () => Promise.reject(new Error('no media here')),
            clock: stage.clock,
            networks: new Map([[network.name, changes.network ?? network]]),
            book: changes.book,
            worker: { id, isDead: () => isDead },
            times: { settleMs: 0, patienceMs: 0 },
          });
        let survived = 0;
        for (let steps = 1; steps <= STEPS && survived < 2; steps += 1) {
          const id = await stage.plan(`run-${steps}`, [`first of ${steps}`]);
          await stage.ringOn(id);
          const texts = [`corrects ${steps}`, `and more ${steps}`];
          await book.begin({
            delivery: id,
            kind: 'reply',
            admin: '7',
            at: stage.clock.now(),
            thread: {},
            steps: draftOf(texts).parts.map(part => ({ does: 'publish' as const, part })),
          });
          const last = async () => {
            const found = (await book.list(id)).at(-1);
            if (found === undefined) throw new Error('no amendment');
            return found;
          };
          const life = mortal(steps, when);
          const doomed = amenderOf('doomed', false, { book: life.all(book), network: life.network(network) });
          await doomed(await last(), new AbortController().signal).catch(() => {});
          if (!life.dead) survived += 1;
          const heir = amenderOf('heir', true, { book });
          for (let tries = 0; tries < 3 && !(await last()).ended; tries += 1) {
            await heir(await last(), new AbortController().signal);
          }
          expect((await last()).ended, `after dying ${when} step ${steps}`).toBe(true);
          const seen = network.timeline.map(({ text }) => text).filter(text => texts.includes(text));
          expect(seen, `after dying ${when} step ${steps}`).toEqual(texts);
        }
        expect(survived).toBe(2);
      },
      60_000,
    );
  },
);
