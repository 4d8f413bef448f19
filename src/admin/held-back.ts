import type { Roster } from '../domain/member.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import { type News, newsKey } from './news.ts';

/** What members hear after their quiet hours; kept over a restart. */
export interface HeldBack {
  load(): Promise<void>;
  /** What waits already is not added again. */
  add(member: string, news: readonly News[]): Promise<void>;
  /** For whom something waits. */
  members(): readonly string[];
  of(member: string): readonly News[];
  /** These were told; what came meanwhile waits on. */
  drop(member: string, told: readonly News[]): Promise<void>;
  forget(member: string): Promise<void>;
}

const NAME = 'held back';
/** For one member; the oldest ones are dropped. */
const MOST = 100;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function createHeldBack(keep: Keepsake, members: Pick<Roster, 'find'>): HeldBack {
  const waiting = new Map<string, readonly News[]>();
  let loading: Promise<void> | undefined;
  const read = async () => {
    const kept = JSON.parse((await keep.read(NAME)) ?? '{}', revive) as Record<string, readonly News[]>;
    for (const [member, news] of Object.entries(kept)) {
      waiting.set(member, merge(news, waiting.get(member) ?? []));
    }
  };
  const load = () => {
    loading ??= read();
    return loading;
  };
  const write = async () => {
    for (const id of waiting.keys()) if (members.find(id) === undefined) waiting.delete(id);
    await keep.write(NAME, JSON.stringify(Object.fromEntries(waiting)));
  };
  return {
    load,
    members: () => [...waiting.keys()],
    of: member => waiting.get(member) ?? [],
    async add(member, news) {
      if (news.length === 0) return;
      await load();
      waiting.set(member, merge(waiting.get(member) ?? [], news));
      await write();
    },
    async drop(member, told) {
      await load();
      const left = (waiting.get(member) ?? []).filter(news => !told.includes(news));
      if (left.length > 0) waiting.set(member, left);
      else waiting.delete(member);
      await write();
    },
    async forget(member) {
      await load();
      if (waiting.delete(member)) await write();
    },
  };
}

function merge(before: readonly News[], more: readonly News[]): readonly News[] {
  const byKey = new Map([...before, ...more].map(news => [newsKey(news), news]));
  return [...byKey.values()].slice(-MOST);
}

/** Times come back as they were. */
function revive(_: string, value: unknown): unknown {
  return typeof value === 'string' && TIME.test(value) ? new Date(value) : value;
}
