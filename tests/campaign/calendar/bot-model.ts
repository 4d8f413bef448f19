import { expect } from 'vitest';
import type { House } from '../../../src/campaign/house.ts';
import { keepCalendar } from '../../../src/campaign/keep-calendar.ts';
import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Post } from '../../../src/domain/post.ts';
import { listSlots } from '../../../src/planning/list-slots.ts';
import { createScriptedNetwork } from '../../delivery/scripted-network.ts';
import { type CalendarRooms, Crash, dieAfter } from './rooms.ts';

const HOUR_MS = 3_600_000;
export const LATE_BY_MS = 6 * HOUR_MS;

/** How often the bot looks at the calendar. Longer than the bot's own rounds, so that more lies in between. */
const ROUND_MS = 24 * HOUR_MS;

/** A bot that lives through edits, crashes and years, and what has to hold of it. */
export interface BotModel {
  readonly campaign: Campaign;
  edit(campaign: Campaign): void;
  /** Starts, and dies after so many steps of its own. */
  crash(steps: number): Promise<void>;
  /** Runs for so long. */
  run(ms: number): Promise<void>;
  /** Does not run for so long; negative: its clock is set back. */
  sleep(ms: number): void;
}

export interface BotModelOptions {
  readonly campaign: Campaign;
  readonly places: readonly Place[];
  readonly clock: { now: number };
  readonly rooms: CalendarRooms;
}

export function createBotModel({ places, clock, rooms, ...first }: BotModelOptions): BotModel {
  let { campaign } = first;
  const network = createScriptedNetwork();
  const since = new Date(clock.now);
  const fires = new Map<string, number>();

  const houseOn = (of: CalendarRooms) => {
    const house: Partial<House> = {
      campaigns: [campaign],
      networks: new Map([[network.name, network]]),
      places,
      render: (_, { name }, language) => postOf(`${campaign.id}/${name}`, language),
      ledger: of.ledger as House['ledger'],
      desk: of.desk as House['desk'],
      calendar: of.calendar,
      book: { readings: async () => [] } as Partial<House['book']> as House['book'],
      holdsStale: false,
      now: () => new Date(clock.now),
      since,
    };
    return house as House;
  };
  const wantedBetween = (from: number, until: number) =>
    listSlots(campaign, { places, from: new Date(from), until: new Date(until) });

  /** The latest that its clock ever showed: what was missed then stays so, though the clock be set back. */
  let latest = 0;

  /** What goes out is wanted, is due, is not too late, and has not gone out before. */
  const ring = async () => {
    latest = Math.max(latest, clock.now);
    const wanted = new Map(wantedBetween(clock.now - LATE_BY_MS, clock.now + 1).map(slot => [slot.id, slot]));
    for (const id of await rooms.ringDue(new Date(clock.now))) {
      expect(wanted.has(id), `${id} goes out, and is wanted now`).toBe(true);
      fires.set(id, (fires.get(id) ?? 0) + 1);
      expect(fires.get(id), `times that ${id} went out`).toBe(1);
    }
  };
  const round = async () => {
    expect((await keepCalendar(houseOn(rooms))).faults).toEqual([]);
    await ring();
  };
  /** Whatever was due since then, or so shortly before that it may still go out, has gone out. */
  const expectAllOut = (started: number) => {
    const from = Math.max(started - LATE_BY_MS, since.getTime());
    for (const { id } of wantedBetween(from, clock.now + 1)) {
      expect(fires.get(id), `times that ${id} went out`).toBe(1);
    }
  };

  return {
    get campaign() {
      return campaign;
    },
    edit(edited) {
      campaign = edited;
    },
    async crash(steps) {
      await keepCalendar(houseOn(dieAfter(rooms, steps))).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
    },
    async run(ms) {
      const started = Math.max(clock.now, latest);
      const end = clock.now + ms;
      await round();
      let nextRound = clock.now + ROUND_MS;
      while (clock.now < end) {
        const next = (await rooms.nextRing())?.getTime() ?? end;
        clock.now = Math.min(end, Math.max(clock.now + 1, Math.min(next, nextRound)));
        if (clock.now < nextRound) await ring();
        else await round();
        if (clock.now >= nextRound) nextRound = clock.now + ROUND_MS;
      }
      expectAllOut(started);
    },
    sleep(ms) {
      clock.now += ms;
    },
  };
}

function postOf(id: string, language: string): Post {
  return {
    id,
    language,
    body: [{ kind: 'paragraph', segments: [{ kind: 'text', text: id }] }],
    tags: [],
    media: [],
    options: {},
    figures: [],
  };
}
