import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeliveryState } from '../../src/domain/delivery.ts';
import type { HoldKind, HoldScope } from '../../src/domain/hold.ts';
import { until } from '../admin/admin-harness.ts';
import { nameOf } from '../admin/talk.ts';
import { type ChatStage, faultsOf, openChatStage, PEOPLE, type Person, TEAM } from './chat-stage.ts';

const HOUR_MS = 3_600_000;

/** What the house asks, how it comes to that, which button is pressed, and what is on record then. */
interface Asking {
  readonly arrange: (stage: ChatStage) => Promise<void>;
  /** The key of the title that the message begins with. */
  readonly title: string;
  readonly values?: (stage: ChatStage) => Record<string, string>;
  readonly button: string;
  /** The word by which the others see the answer, where it is another than the button's. */
  readonly seen?: string;
  readonly record: RegExp;
  /** Who has no button for it; approvers and viewers unless told. */
  readonly silent?: readonly Person[];
  /** It is asked once and not again. */
  readonly once?: true;
}

/** Plans a post and brings its deliveries in one place, or in all, to a state in which they ask. */
async function bringTo({ useCases, house, clock }: ChatStage, state: DeliveryState): Promise<void> {
  const at = new Date(clock.now().getTime() + HOUR_MS);
  const { deliveries } = await useCases.schedule({ post: 'sample/note', at, admin: 'system' });
  const asking = state === 'unknown' ? deliveries.filter(({ place }) => place === 'x-en') : deliveries;
  for (const { id } of asking) {
    await house.ledger.move(id, ['planned', 'scheduled'], state, {
      untold: true,
      note: 'The connection broke.',
    });
  }
}

const hold = (scope: HoldScope, kind: HoldKind) => async (stage: ChatStage) => {
  await stage.house.desk.hold(scope, kind, `${kind} of ${scope}`, 'system');
};
const named = (stage: ChatStage, scope: 'network' | 'campaign', name: string) => ({
  scope: stage.t(`scope.${scope}`, { name }),
});

const QUESTIONS: Readonly<Record<string, Asking>> = {
  'unknown outcome, it is there': {
    arrange: stage => bringTo(stage, 'unknown'),
    title: 'asking.unknown.title',
    button: 'question.there',
    record: /answer unknown sample\/note/,
  },
  'unknown outcome, send again': {
    arrange: stage => bringTo(stage, 'unknown'),
    title: 'asking.unknown.title',
    button: 'question.again',
    record: /answer unknown sample\/note/,
  },
  'missed post': {
    arrange: stage => bringTo(stage, 'missed'),
    title: 'asking.missed.title',
    button: 'question.drop',
    record: /answer missed sample\/note/,
  },
  'failed post': {
    arrange: stage => bringTo(stage, 'failed'),
    title: 'asking.failed.title',
    button: 'question.leave',
    record: /answer failed sample\/note/,
    once: true,
  },
  'stale figure': {
    arrange: async ({ useCases, clock }) => {
      const at = new Date(clock.now().getTime() + HOUR_MS);
      await useCases.schedule({ post: 'sample/women', at, admin: 'system' });
    },
    title: 'stale.title',
    button: 'stale.publish',
    record: /publish with stale figures sample\/women/,
  },
  'jump of a figure': {
    arrange: async ({ useCases, clock }) => {
      const asOf = clock.now().toISOString().slice(0, 10);
      await useCases.figures.set({ figure: 'women', value: '9000', asOf, by: 'terminal' });
    },
    title: 'reading.title',
    button: 'reading.confirm',
    record: /confirm figure .*women/,
  },
  'expired credential': {
    arrange: hold('network x', 'credentials'),
    title: 'hold.credentials',
    values: stage => named(stage, 'network', 'x'),
    button: 'resume.credentials',
    seen: 'resume.pause',
    record: /resume network x/,
    silent: ['viewer'],
  },
  'budget used up': {
    arrange: hold('network x', 'budget'),
    title: 'hold.budget',
    values: stage => named(stage, 'network', 'x'),
    button: 'resume.budget',
    seen: 'resume.pause',
    record: /resume network x/,
    silent: ['viewer'],
  },
  'too much at once': {
    arrange: hold('campaign sample', 'too many'),
    title: 'hold.too many',
    values: stage => named(stage, 'campaign', 'sample'),
    button: 'resume.too many',
    seen: 'resume.pause',
    record: /resume campaign sample/,
    silent: ['viewer'],
  },
};

/** Who may answer: the first does, the others see it. */
const ANSWERING: readonly Person[] = ['editor', 'other', 'owner'];

describe.each(['en', 'ru', 'be'] as const)('%s', language => {
  let stage: ChatStage;
  beforeAll(async () => {
    stage = await openChatStage(language);
    for (const person of PEOPLE) {
      await stage.ask(person, '/quiet off');
    }
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test.each(Object.entries(QUESTIONS))('%s', async (_, asking) => {
    const { t, tell, messages, press, clock, telegram, audit } = stage;
    await asking.arrange(stage);
    const title = t(asking.title, asking.values?.(stage) ?? {});
    const all = (person: Person) => messages(person).filter(({ text }) => text.startsWith(title));
    const asked = (person: Person) => all(person).length;
    const labels = (person: Person) => (all(person).at(-1)?.buttons ?? []).flat().map(({ text }) => text);
    const before = new Map(PEOPLE.map(person => [person, asked(person)]));
    await tell();
    for (const person of ANSWERING) {
      expect(asked(person)).toBe((before.get(person) ?? 0) + 1);
      expect(labels(person)).toContain(t(asking.button));
    }
    // Who may not answer may hear of it, but has no button.
    for (const person of asking.silent ?? (['approver', 'viewer'] as const)) {
      const buttons = messages(person).flatMap(message => message.buttons.flat());
      expect(buttons.filter(({ text }) => text === t(asking.button))).toEqual([]);
    }
    await tell();
    clock.turn(HOUR_MS + 60_000);
    await tell();
    const repeats = asking.once === true ? 1 : 2;
    for (const person of ANSWERING) expect(asked(person)).toBe((before.get(person) ?? 0) + repeats);
    const open = messages('other').filter(
      ({ text, buttons }) => text.startsWith(title) && buttons.length > 0,
    );
    expect(open).toHaveLength(1);
    const old = { message: open[0]?.id ?? 0, data: open[0]?.buttons.flat()[0]?.data ?? '' };

    const word = t(asking.seen ?? asking.button);
    const closed = (person: Person) =>
      messages(person).filter(
        ({ text, buttons }) => text.includes(word) && text.includes('Editor') && buttons.length === 0,
      );
    const watching = ['owner', 'other'] as const;
    const seen = watching.map(person => closed(person).length);
    await press('editor', t(asking.button));
    await until(() => watching.every((person, index) => closed(person).length > (seen[index] ?? 0)));
    expect((await audit())[0]).toMatch(new RegExp(`^${TEAM.editor} ${asking.record.source}`));

    // Answered once: the same button, pressed again by another with a client of their own, does nothing more.
    const recorded = (await audit()).length;
    const query = telegram.forgePress(TEAM.other, old.message, old.data, language);
    await until(() => telegram.callbackAnswer(query) !== undefined);
    await stage.ask('other', '/status');
    const more = (await audit()).slice(0, (await audit()).length - recorded);
    expect(more.filter(line => asking.record.test(line) && !line.includes('figure'))).toEqual([]);
  });

  test('no message shows a key or an open gap; of a name nothing is kept or logged', async () => {
    const said = PEOPLE.flatMap(person => stage.messages(person));
    expect(said.flatMap(({ text }) => faultsOf(text).map(fault => ({ fault, text })))).toEqual([]);
    const trail = JSON.stringify(await stage.house.ledger.auditTrail(500));
    for (const person of PEOPLE) {
      expect(trail).not.toContain(nameOf(person));
      expect(stage.logged.join('\n')).not.toContain(nameOf(person));
    }
  });
});
