import { describe, expect, it } from 'vitest';
import { createDeliveryStage } from './delivery-stage.ts';
import { mortal } from './mortal.ts';
import { createScriptedNetwork } from './scripted-network.ts';

/** More steps than a thread of three takes. */
const STEPS = 40;

describe.each([
  { repeatable: true, title: 'a network that knows repetitions' },
  { repeatable: false, title: 'a network that has to be looked up' },
])('on $title', ({ repeatable }) => {
  it.each(['before', 'after'] as const)(
    'a worker may die %s any step: each part is there once, in order',
    async when => {
      const network = createScriptedNetwork({ repeatable });
      await using stage = await createDeliveryStage(network);
      let survived = 0;
      for (let steps = 1; steps <= STEPS && survived < 2; steps += 1) {
        const texts = ['one', 'two', 'three'].map(text => `${text} of run ${steps}`);
        const id = await stage.plan(`run-${steps}`, texts);
        const life = mortal(steps, when);
        const doomed = stage.desk_({
          ledger: life.all(stage.ledger),
          networks: new Map([[network.name, life.network(network)]]),
          worker: { id: `doomed ${steps}`, isDead: () => false },
          times: { settleMs: 0, insistMs: 0 },
        });
        const heir = stage.desk_({ worker: { id: 'heir', isDead: other => other !== 'heir' } });
        const alarm = { deliveryId: id, network: network.name };
        await doomed.ring(alarm, new AbortController().signal).catch(() => {});
        if (!life.dead) survived += 1;

        for (let rings = 0; rings < 10; rings += 1) await heir.ring(alarm, new AbortController().signal);
        expect(await stage.state(id), `after dying ${when} step ${steps}`).toBe('published');
        const seen = network.timeline.filter(({ text }) => texts.includes(text));
        expect(
          seen.map(({ text }) => text),
          `after dying ${when} step ${steps}`,
        ).toEqual(texts);
        expect(seen[2]?.replyTo).toBe(seen[1]?.id);
      }
      expect(survived).toBe(2);
    },
  );
});

describe.each([
  { word: 'it is there', when: 'after' },
  { word: 'send again', when: 'before' },
] as const)('the word of a person, "$word"', ({ word, when: effect }) => {
  it.each(['before', 'after'] as const)(
    'counts for its part alone, also where the process dies %s any step of it and it is said again',
    async when => {
      const network = createScriptedNetwork();
      await using stage = await createDeliveryStage(network);
      let survived = 0;
      for (let steps = 1; steps <= STEPS && survived < 2; steps += 1) {
        const texts = ['one', 'two', 'three'].map(text => `${text} of run ${steps}`);
        const id = await stage.plan(`word-${steps}`, texts);
        network.scripts.push({}, { error: { kind: 'unknown' }, when: effect });
        network.answers.push({ outcome: 'cannot tell', why: 'no log chat is set' });
        expect((await stage.ringOn(id)).state).toBe('unknown');
        const life = mortal(steps, when);
        await stage
          .desk_({ ledger: life.all(stage.ledger) })
          .settle(id, word)
          .catch(() => {});
        if (!life.dead) survived += 1;

        // The message with its buttons stands there still.
        await stage.desk.settle(id, word).catch(() => {});
        expect((await stage.ringOn(id)).state, `after dying ${when} step ${steps}`).toBe('published');
        const seen = network.timeline.filter(({ text }) => texts.includes(text));
        expect(
          seen.map(({ text }) => text),
          `after dying ${when} step ${steps}`,
        ).toEqual(texts);
      }
      expect(survived).toBe(2);
    },
  );
});
