import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Roster } from '../domain/member.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { Clock } from '../shared/clock.ts';
import type { TelegramLine } from './telegram-line.ts';

/** What a pressed button says. `old`: it was made more than a day ago. `forged`: not by us, or not for this person. */
export type Opened = { readonly data: string } | 'old' | 'forged';

/**
 * Marks the data of every button with its minute and a keyed hash over the person it is for. A person who was taken out and
 * let in again is another one.
 */
export interface ButtonSeal {
  /** At most 64 bytes, however long the data. */
  close(data: string, person: number): Promise<string>;
  open(sealed: string, person: number): Promise<Opened>;
  /** Makes every button void. */
  renew(): Promise<void>;
}

const MOST_BYTES = 64;
const MINUTE_LETTERS = 4;
const HASH_LETTERS = 8;
const MARK_LETTERS = MINUTE_LETTERS + HASH_LETTERS;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Four letters count minutes for 31 years. */
const EPOCH_MS = Date.UTC(2026, 0, 1);
const CYCLE = 64 ** MINUTE_LETTERS;

export interface ButtonSealDependencies {
  /** Has the key, so that a button still works after a restart. */
  readonly keep: Keepsake;
  readonly members: Pick<Roster, 'find'>;
  readonly clock: Clock;
}

export function createButtonSeal({ keep, members, clock }: ButtonSealDependencies): ButtonSeal {
  const shelf = createShelf(keep);
  let key: Promise<Buffer> | undefined;
  const theKey = () => {
    key ??= readKey(keep).catch(error => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const minuteNow = () => Math.floor((clock.now().getTime() - EPOCH_MS) / MINUTE_MS);
  const hash = async (text: string, person: number) => {
    const since = members.find(String(person))?.since.getTime() ?? '';
    const digest = createHmac('sha256', await theKey())
      .update(`${person} ${since} ${text}`)
      .digest('base64url');
    return digest.slice(0, HASH_LETTERS);
  };
  return {
    async close(data, person) {
      const fits = Buffer.byteLength(data) <= MOST_BYTES - MARK_LETTERS;
      const marked = `${fits ? data : await shelf.put(data)}${lettersOf(minuteNow())}`;
      return `${marked}${await hash(marked, person)}`;
    },
    async open(sealed, person) {
      const marked = sealed.slice(0, -HASH_LETTERS);
      const [given, right] = [
        Buffer.from(sealed.slice(-HASH_LETTERS)),
        Buffer.from(await hash(marked, person)),
      ];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 'forged';
      const age = (((minuteNow() - minuteOf(marked.slice(-MINUTE_LETTERS))) % CYCLE) + CYCLE) % CYCLE;
      if (age > DAY_MINUTES) return 'old';
      const data = marked.slice(0, -MINUTE_LETTERS);
      const whole = data.startsWith(SHELVED) ? await shelf.get(data) : data;
      return whole === undefined ? 'old' : { data: whole };
    },
    async renew() {
      key = undefined;
      await keep.write(KEY, randomBytes(32).toString('base64url'));
      await shelf.clear();
    },
  };
}

/** Every keyboard that goes through the line is sealed for the chat that it goes to. */
export function sealLine(line: TelegramLine, seal: ButtonSeal): TelegramLine {
  return {
    ...line,
    async call(method, payload, limits) {
      return line.call(method, (await sealPayload(payload, seal)) as typeof payload, limits);
    },
  };
}

interface Keyed {
  readonly chat_id: number;
  readonly reply_markup: {
    readonly inline_keyboard: readonly (readonly { readonly callback_data?: string }[])[];
  };
}

async function sealPayload(payload: unknown, seal: ButtonSeal): Promise<unknown> {
  if (!isKeyed(payload)) return payload;
  const { chat_id: chat, reply_markup } = payload;
  const rows = reply_markup.inline_keyboard.map(row =>
    Promise.all(
      row.map(async button =>
        button.callback_data === undefined
          ? button
          : { ...button, callback_data: await seal.close(button.callback_data, chat) },
      ),
    ),
  );
  return { ...payload, reply_markup: { ...reply_markup, inline_keyboard: await Promise.all(rows) } };
}

function isKeyed(payload: unknown): payload is Keyed {
  const { chat_id: chat, reply_markup: markup } = (payload ?? {}) as Partial<Keyed>;
  return typeof chat === 'number' && Array.isArray(markup?.inline_keyboard);
}

const KEY = 'button key';

async function readKey(keep: Keepsake): Promise<Buffer> {
  const kept = await keep.read(KEY);
  if (kept !== undefined) return Buffer.from(kept, 'base64url');
  const key = randomBytes(32);
  await keep.write(KEY, key.toString('base64url'));
  return key;
}

const SHELF = 'long buttons';
const SHELVED = '=';
/** The oldest goes when there are more. */
const MOST_SHELVED = 200;

/** Holds what is too long for a button, which then has the place of it. */
function createShelf(keep: Keepsake) {
  let shelved: Promise<Map<string, string>> | undefined;
  const load = () => {
    shelved ??= keep.read(SHELF).then(text => new Map(JSON.parse(text ?? '[]') as [string, string][]));
    shelved.catch(() => {
      shelved = undefined;
    });
    return shelved;
  };
  return {
    async put(data: string): Promise<string> {
      const place = `${SHELVED}${createHash('sha256').update(data).digest('base64url').slice(0, 20)}`;
      const all = await load();
      all.delete(place);
      all.set(place, data);
      const [oldest] = all.keys();
      if (all.size > MOST_SHELVED && oldest !== undefined) all.delete(oldest);
      await keep.write(SHELF, JSON.stringify([...all]));
      return place;
    },
    get: async (place: string) => (await load()).get(place),
    async clear() {
      shelved = undefined;
      await keep.write(SHELF, '[]');
    },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function lettersOf(minute: number): string {
  let rest = ((minute % CYCLE) + CYCLE) % CYCLE;
  let letters = '';
  for (let place = 0; place < MINUTE_LETTERS; place += 1) {
    letters = `${LETTERS[rest % 64]}${letters}`;
    rest = Math.floor(rest / 64);
  }
  return letters;
}

function minuteOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 64 + LETTERS.indexOf(letter), 0);
}
