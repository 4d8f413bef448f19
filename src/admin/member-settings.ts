import type { Roster } from '../domain/member.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import { type QuietHours, USUAL_QUIET_HOURS } from './quiet-hours.ts';

/** What a member has chosen for themselves. */
export interface MemberSettings {
  /** IANA name. */
  readonly timeZone?: string | undefined;
  /** Absent: the usual ones; null: none. */
  readonly quiet?: QuietHours | null;
}

/** The settings of all members, kept with the numeric id and nothing else. */
export interface MemberSettingsBook {
  load(): Promise<void>;
  of(member: string): MemberSettings;
  change(member: string, change: MemberSettings): Promise<void>;
  forget(member: string): Promise<void>;
}

const NAME = 'settings';

export function createMemberSettings(keep: Keepsake, members: Pick<Roster, 'find'>): MemberSettingsBook {
  const settings = new Map<string, MemberSettings>();
  let loading: Promise<void> | undefined;
  const read = async () => {
    const kept = JSON.parse((await keep.read(NAME)) ?? '{}') as Record<string, MemberSettings>;
    for (const [member, chosen] of Object.entries(kept)) {
      if (!settings.has(member)) settings.set(member, chosen);
    }
  };
  const load = () => {
    loading ??= read();
    return loading;
  };
  const write = async () => {
    // Who is a member no more is forgotten.
    for (const id of settings.keys()) if (members.find(id) === undefined) settings.delete(id);
    await keep.write(NAME, JSON.stringify(Object.fromEntries(settings)));
  };
  return {
    load,
    of: member => settings.get(member) ?? {},
    async change(member, change) {
      await load();
      settings.set(member, { ...settings.get(member), ...change });
      await write();
    },
    async forget(member) {
      await load();
      if (settings.delete(member)) await write();
    },
  };
}

export function quietHoursOf({ quiet }: MemberSettings): QuietHours | undefined {
  return quiet === undefined ? USUAL_QUIET_HOURS : (quiet ?? undefined);
}
