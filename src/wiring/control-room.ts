import type { LockdownUseCases } from '../campaign/lockdown/lockdown-use-cases.ts';
import { splitNotices } from '../campaign/questions/split-notices.ts';
import { createTeller, type TellerDependencies } from '../delivery/tell-admins.ts';
import { createReadinessBook } from '../ledger/create-readiness-book.ts';
import { systemClock } from '../shared/clock.ts';
import { createClaims } from '../storage/create-claims.ts';
import type { ControlRoomParts } from './control-room-parts.ts';
import { createRounds } from './create-rounds.ts';
import { createFigureRounds } from './figure-rounds.ts';
import { openChat, tellerOf } from './open-chat.ts';
import { openCrew } from './open-crew.ts';
import { openPages } from './open-pages.ts';
import { openWebhook } from './open-webhook.ts';
import { untoldNotices } from './untold-notices.ts';
import { createWeeklyDigest } from './weekly-digest.ts';

/** What only one process of a database may do: the chat, the calendar, telling the admins; and the web. */
export interface ControlRoom extends AsyncDisposable {
  readonly url: string;
  /** Resolves when what the calendar has in the coming days is planned. */
  start(): Promise<void>;
}

/** Listens on its port at once, so that a port in use ends the start before anything goes out. */
export async function openControlRoom(parts: ControlRoomParts): Promise<ControlRoom> {
  await using opened = new AsyncDisposableStack();
  const webhook = openWebhook(parts.settings, parts.log);
  const mounts = webhook === undefined ? [] : [{ path: '/', app: webhook.app }];
  const web = opened.use(await openPages(parts, mounts));
  const crew = await openCrew(parts);
  const chat = openChat(parts, {
    ...crew,
    ...(webhook && { webhook: webhook.address, refusedCalls: webhook.refused }),
  });
  if (chat !== undefined) opened.defer(() => chat.stop());
  const { house, log } = parts;
  const teller = createTeller({
    ledger: unlessLocked(
      untoldNotices(house, parts.incidents, createReadinessBook(parts.storage.kysely())),
      crew.lockdown,
    ),
    split: splitNotices,
    clock: systemClock,
    log,
    tell: tellerOf(chat, parts),
  });
  opened.defer(() => teller.stop());
  const rounds = createRounds(parts);
  opened.defer(() => rounds.stop());
  const figures = createFigureRounds(parts);
  opened.defer(() => figures.stop());
  const digest =
    chat &&
    createWeeklyDigest({
      ...parts,
      chat,
      since: house.since,
      clock: systemClock,
      claims: createClaims(parts.storage),
    });
  if (digest !== undefined) opened.defer(() => digest.stop());
  const rest = opened.move();
  return {
    url: web.url,
    async start() {
      chat?.start();
      if (chat !== undefined) webhook?.bringTo(chat.take);
      teller.start();
      // A rehearsal has the figures of the files, and nothing of it leaves this machine.
      if (parts.stage === undefined) figures.start();
      if (parts.stage === undefined) digest?.start();
      await rounds.start();
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** While everything is locked down nothing is told; it waits. */
function unlessLocked(
  ledger: TellerDependencies['ledger'],
  lockdown: LockdownUseCases,
): TellerDependencies['ledger'] {
  return {
    ...ledger,
    untold: async limit => ((await lockdown.state()) === undefined ? ledger.untold(limit) : []),
  };
}
