import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf } from '../../src/delivery/change-of.ts';
import { describeMachine } from '../../src/delivery/describe-machine.ts';
import { MACHINE } from '../../src/delivery/machine.ts';
import { nextStep } from '../../src/delivery/next-step.ts';
import { backoffMs, circuitOpenUntil, nextTry } from '../../src/delivery/pace.ts';
import { EVENTS, type Event, type EventName, type Situation } from '../../src/delivery/situation.ts';
import { transition } from '../../src/delivery/transition.ts';
import { DELIVERY_STATES } from '../../src/domain/delivery.ts';

const NOW = new Date('2027-05-21T06:00:00Z').getTime();
const DAY = 86_400_000;

const moment = fc.integer({ min: -DAY, max: DAY }).map(offset => new Date(NOW + offset));
const situations: fc.Arbitrary<Situation> = fc
  .record({
    state: fc.constantFrom(...DELIVERY_STATES),
    now: fc.constant(new Date(NOW)),
    ringAt: moment,
    lateAt: moment,
    giveUpAt: moment,
    lateByMs: fc.integer({ min: 0, max: DAY }),
    giveUpAfterMs: fc.integer({ min: 0, max: DAY }),
    begun: fc.boolean(),
    crowded: fc.boolean(),
    stale: fc.boolean(),
    unapproved: fc.boolean(),
    overBudget: fc.boolean(),
    failures: fc.integer({ min: 0, max: 40 }),
    parts: fc.array(fc.constantFrom('open' as const, 'uncertain' as const, 'done' as const), {
      minLength: 1,
      maxLength: 4,
    }),
    heldBy: fc.option(fc.constantFrom('stop' as const, 'credentials' as const), { nil: undefined }),
    leasedUntil: fc.option(moment, { nil: undefined }),
    circuitOpenUntil: fc.option(moment, { nil: undefined }),
  })
  .map(({ heldBy, leasedUntil, circuitOpenUntil: openUntil, ...rest }) => ({
    ...rest,
    ...(heldBy === undefined ? {} : { heldBy }),
    ...(leasedUntil === undefined ? {} : { leasedUntil }),
    ...(openUntil === undefined ? {} : { circuitOpenUntil: openUntil }),
  }));
const names = Object.keys(EVENTS) as EventName[];
const events: fc.Arbitrary<Event> = fc
  .record({ name: fc.constantFrom(...names), at: fc.option(moment, { nil: undefined }) })
  .map(({ name, at }) => ({ name, ...(at === undefined ? {} : { at }) }));

/** Holds for every situation and event that leads anywhere. */
function always(
  property: (s: Situation, event: Event, next: NonNullable<ReturnType<typeof transition>>) => boolean,
) {
  fc.assert(
    fc.property(situations, events, (situation, event) => {
      const next = transition(situation, event);
      return next === undefined || property(situation, event, next);
    }),
    { numRuns: 3000 },
  );
}

describe('the delivery machine', () => {
  it('leaves what has ended alone, but for a person', () => {
    const ended = ['published', 'cancelled', 'withdrawn'];
    always(
      (s, event, next) =>
        !ended.includes(s.state) ||
        event.name === 'withdrawn' ||
        (next.effects.length === 0 && next.to === s.state),
    );
  });

  it('publishes nothing for a late alarm', () => {
    const atRest = ['published', 'failed', 'unknown', 'held', 'missed', 'cancelled', 'withdrawn'];
    always(
      (s, event, next) => event.name !== 'rings' || !atRest.includes(s.state) || next.effects.length === 0,
    );
  });

  it('goes on only with the lease', () => {
    always(
      (s, _, { effects }) =>
        !effects.includes('go on') || s.state === 'publishing' || effects.includes('take the lease'),
    );
  });

  it('takes no lease that another has, and none while anything holds it', () => {
    always(
      (s, _, { effects }) =>
        !effects.includes('take the lease') ||
        (s.heldBy === undefined && (s.state !== 'publishing' || s.leasedUntil === undefined)),
    );
  });

  it('begins nothing late', () => {
    always(
      (s, _, { effects }) =>
        !effects.includes('take the lease') || s.state === 'publishing' || s.begun || s.now <= s.lateAt,
    );
  });

  it('begins nothing that lacks approvals', () => {
    always(
      (s, _, { effects }) =>
        !effects.includes('take the lease') ||
        s.state === 'publishing' ||
        s.unapproved !== true ||
        s.parts.some(part => part !== 'open'),
    );
  });

  it('takes an intent back only where nothing can have been published', () => {
    const certain: readonly EventName[] = ['not found', 'send again'];
    always((s, event, next) => {
      if (!next.effects.includes('take the intent back')) return true;
      return certain.includes(event.name) || !s.parts.includes('uncertain');
    });
  });

  it('never calls failed what may have been published', () => {
    always(
      (s, event, next) =>
        next.to !== 'failed' ||
        s.state === 'failed' ||
        event.name === 'not found' ||
        !s.parts.includes('uncertain'),
    );
    expect(transition(situationOf({ parts: ['open'] }), { name: 'unknown outcome' })?.to).toBe('scheduled');
  });

  it('calls published only what has no part left', () => {
    always(
      (s, event, next) =>
        next.to !== 'published' ||
        s.state === 'published' ||
        event.name === 'nothing left' ||
        s.parts.filter(part => part !== 'done').length <= 1,
    );
  });

  it('tells the admins of every end that is not published', () => {
    const ends = ['failed', 'unknown', 'missed', 'cancelled'];
    always(
      (s, _, { to, effects }) =>
        !ends.includes(to) ||
        to === s.state ||
        effects.includes('tell the admins') ||
        effects.includes('ask the admins'),
    );
  });

  it('sets an alarm wherever it waits', () => {
    always(
      (s, event, { to, effects }) =>
        to !== 'scheduled' || event.name === 'armed' || effects.includes('ring again') || s.state === to,
    );
  });

  it('never asks the network before the time that it named', () => {
    fc.assert(
      fc.property(
        situations,
        events,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (situation, event, roll) => {
          const next = transition(situation, event);
          if (next === undefined || !next.effects.includes('ring again')) return true;
          const { ringAt } = changeOf(situation, event, next, () => roll);
          if (ringAt === undefined || ringAt < situation.now) return false;
          // By the deadline it rings all the same: it ends without a call, or its open fate is looked up.
          const byDeadline = ['no room', 'unknown outcome'].includes(event.name);
          const over = ringAt > situation.lateAt || ringAt > situation.giveUpAt;
          return event.at === undefined || ringAt >= event.at || (byDeadline && over);
        },
      ),
    );
  });

  it('uses every one of its lines', () => {
    const used = new Set<number>();
    fc.assert(
      fc.property(situations, events, (situation, event) => {
        const line = MACHINE.findIndex(
          ({ from, event: name, when }) =>
            name === event.name && from.includes(situation.state) && when.holds(situation, event),
        );
        used.add(line);
      }),
      { numRuns: 150_000, seed: 21 },
    );
    expect(
      MACHINE.flatMap((rule, line) => (used.has(line) ? [] : [`${rule.event}: ${rule.when.words}`])),
    ).toEqual([]);
  });

  it('is shown in docs/delivery.md as it is; `npm run docs` writes it', async () => {
    const written = await readFile(new URL('../../docs/delivery.md', import.meta.url), 'utf8');
    expect(written).toBe(describeMachine());
  });
});

describe('the next step', () => {
  it('repeats a call of open fate only where that is safe, and in time', () => {
    const late = { giveUpAt: new Date(NOW - 1) };
    expect(nextStep(situationOf({ parts: ['done', 'uncertain'] }), true)).toEqual({
      does: 'publish',
      index: 1,
    });
    expect(nextStep(situationOf({ parts: ['done', 'uncertain'] }), false)).toEqual({
      does: 'look up',
      index: 1,
    });
    expect(nextStep(situationOf({ parts: ['uncertain', 'open'], ...late }), true)).toEqual({
      does: 'look up',
      index: 0,
    });
    expect(nextStep(situationOf({ parts: ['done', 'open', 'open'] }), false)).toEqual({
      does: 'publish',
      index: 1,
    });
    expect(nextStep(situationOf({ parts: ['done'] }), false)).toEqual({ does: 'finish' });
  });
});

describe('the pace', () => {
  it('doubles the longest wait with every failure, up to five minutes, and rolls the dice below it', () => {
    const longest = [0, 1, 2, 3, 20].map(failures => backoffMs(failures, () => 1));
    expect(longest).toEqual([2_000, 4_000, 8_000, 16_000, 300_000]);
    expect(backoffMs(5, () => 0)).toBe(0);
  });

  it('honours the time that the network named', () => {
    const at = new Date(NOW + 90_000);
    expect(nextTry(situationOf({}), { name: 'throttled', at }, false, () => 0)).toEqual(at);
  });

  it('lets a place rest from its fifth failure in a row, longer each time', () => {
    const rests = [4, 5, 6, 7].map(failures => circuitOpenUntil(failures, new Date(NOW))?.getTime());
    expect(rests.map(until => until && until - NOW)).toEqual([undefined, 8_000, 16_000, 32_000]);
  });
});

function situationOf(changes: Partial<Situation>): Situation {
  return {
    state: 'publishing',
    now: new Date(NOW),
    ringAt: new Date(NOW),
    lateAt: new Date(NOW + DAY),
    giveUpAt: new Date(NOW + DAY),
    lateByMs: DAY,
    giveUpAfterMs: DAY,
    begun: true,
    crowded: false,
    failures: 0,
    parts: ['open'],
    ...changes,
  };
}
