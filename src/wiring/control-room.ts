import { createMemberUseCases } from '../campaign/members/member-use-cases.ts';
import { splitNotices } from '../campaign/questions/split-notices.ts';
import { createTeller } from '../delivery/tell-admins.ts';
import { openMemberBook } from '../members/open-member-book.ts';
import { systemClock } from '../shared/clock.ts';
import type { ControlRoomParts } from './control-room-parts.ts';
import { createRounds } from './create-rounds.ts';
import { createFigureRounds } from './figure-rounds.ts';
import { openChat, tellerOf } from './open-chat.ts';
import { openPages } from './open-pages.ts';
import { untoldNotices } from './untold-notices.ts';

/** What only one process of a database may do: the chat, the calendar, telling the admins; and the web. */
export interface ControlRoom extends AsyncDisposable {
  readonly url: string;
  /** Resolves when what the calendar has in the coming days is planned. */
  start(): Promise<void>;
}

/** Listens on its port at once, so that a port in use ends the start before anything goes out. */
export async function openControlRoom(parts: ControlRoomParts): Promise<ControlRoom> {
  await using opened = new AsyncDisposableStack();
  const web = opened.use(await openPages(parts));
  const book = await openMemberBook(parts.storage.kysely(), parts.settings.telegramAdmins);
  const members = createMemberUseCases({ ...parts.house, book, voids: [] });
  const chat = openChat(parts, members);
  if (chat !== undefined) opened.defer(() => chat.stop());
  const { house, log } = parts;
  const teller = createTeller({
    ledger: untoldNotices(house, parts.incidents),
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
  const rest = opened.move();
  return {
    url: web.url,
    async start() {
      chat?.start();
      teller.start();
      // A rehearsal has the figures of the files, and nothing of it leaves this machine.
      if (parts.stage === undefined) figures.start();
      await rounds.start();
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
