import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { faultsOf } from './check-messages.ts';
import { dumpDatabase } from './dump-database.ts';
import { openFuzzRoom } from './open-fuzz-room.ts';
import { createRandom } from './random.ts';
import { MARK, randomUpdate } from './random-updates.ts';

/** `npm run fuzz` takes ten thousand; FUZZ_SEED brings the same ones again. */
const UPDATES = Number(process.env.FUZZ_UPDATES ?? 300);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const BATCH = 100;
const PATIENCE_MS = 60_000;

type Room = Awaited<ReturnType<typeof openFuzzRoom>>;

/** Resolves when every member who is still in has an answer to what they wrote last: all before it is done. */
async function settle(room: Room): Promise<void> {
  const isIn = (id: number) => room.members.find(String(id)) !== undefined;
  const marks = room.people.members.filter(isIn).map(id => ({
    id,
    after: room.telegram.sendAsUser(id, '/nothing_of_the_kind', { language: 'en' }),
  }));
  const deadline = performance.now() + PATIENCE_MS;
  const isAnswered = ({ id, after }: { id: number; after: number }) =>
    !isIn(id) ||
    room
      .messages(id)
      .some(
        message => message.id > after && message.text.startsWith('There is no command /nothing_of_the_kind'),
      );
  while (!marks.every(isAnswered)) {
    if (performance.now() > deadline) expect.fail('the chat does not answer any more');
    await sleep(20);
  }
}

test(`${UPDATES} random updates crash nothing, leak nothing and are answered within Telegram's limits`, {
  timeout: 1_800_000,
}, async () => {
  await using room = await openFuzzRoom();
  const random = createRandom(SEED);
  let sent = 0;
  while (sent < UPDATES) {
    for (let n = 0; n < BATCH && sent < UPDATES; n += 1, sent += 1) {
      room.telegram.bringUpdate(await randomUpdate(random, room.people));
    }
    await settle(room);
    await room.readmit();
  }
  const hint = `seed ${SEED}`;
  const everyone = [...room.people.members, ...room.people.strangers];
  expect(
    everyone.flatMap(id => room.messages(id).flatMap(faultsOf)),
    hint,
  ).toEqual([]);
  const log = room.logged.join('\n');
  expect(
    room.logged.filter(line => /A command of an admin failed|could not be sent|out of reach/.test(line)),
    hint,
  ).toEqual([]);
  const dump = await dumpDatabase(room.database);
  const hidden = [
    ...room.secrets,
    ...room.people.strangers.map(String),
    MARK.toLowerCase(),
    ...invitationsIn(room),
  ];
  for (const secret of hidden) {
    expect(log.toLowerCase().includes(secret.toLowerCase()), `${hint}: "${secret}" is in the log`).toBe(
      false,
    );
    expect(dump.toLowerCase().includes(secret.toLowerCase()), `${hint}: "${secret}" is in the database`).toBe(
      false,
    );
  }
  // Nobody else was let in, and strangers were shown the channel and nothing more.
  expect(room.members.list().every(({ id }) => room.people.members.includes(Number(id)))).toBe(true);
  const shown = new Set(
    room.people.strangers.flatMap(id => room.messages(id).map(({ text }) => text.split('\n')[0])),
  );
  expect([...shown].filter(text => !/^(Our channel|Наш канал):$/.test(text ?? ''))).toEqual([]);
  expect(room.chat.turnedAway()).toBeGreaterThan(UPDATES / 10);
});

/** The secret parts of every link that was shown. */
function invitationsIn(room: Room): readonly string[] {
  const texts = room.people.members.flatMap(id => room.messages(id).map(({ text }) => text));
  return texts.flatMap(text => [...text.matchAll(/\?start=([\w-]{20,})/g)].map(match => match[1] ?? ''));
}
