import type { MemberUseCases } from '../../campaign/members/member-use-cases.ts';
import type { Language } from '../../domain/language.ts';
import { type Member, OWNS } from '../../domain/member.ts';
import { type Button, block, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { formatTime } from '../format-time.ts';
import type { People } from '../people.ts';
import type { Command } from './command.ts';

/** Who is in, as what, since when and by whom; and the invitations that are open. */
export const members: Command = {
  name: 'members',
  roles: OWNS,
  inPlace: true,
  async answer({ language, say, timeZone }, { members, people, clock, useCases }) {
    const zone = timeZone ?? useCases.campaigns()[0]?.timeZone ?? 'UTC';
    const lines = await describeMembers(members, { people, language, zone, say });
    const now = clock.now().getTime();
    const open = members.invitations().map(({ role, until }) =>
      say('members.invitation', {
        role: say(`role.${role}`),
        count: Math.max(1, Math.round((until.getTime() - now) / 60_000)),
      }),
    );
    return {
      blocks: [
        section(say('members.title'), lines),
        ...(open.length === 0 ? [] : [section(say('members.open'), open)]),
        block(say('members.how')),
      ],
      buttons: removeButtons(members, say),
    };
  },
};

interface Describing {
  readonly people: People;
  readonly language: Language;
  /** By whose clock a day is told. */
  readonly zone: string;
  readonly say: Say;
}

/** Names are asked of Telegram for this answer alone. */
async function describeMembers(members: MemberUseCases, { people, language, zone, say }: Describing) {
  const day = (at: Date) => formatTime(at, language, zone, { dateStyle: 'medium' });
  const describe = async (member: Member) => {
    const { id, role, since, invitedBy: by } = member;
    const name = (await people.nameOf(id)) ?? say('members.nameless');
    const origin =
      by === undefined ? say('members.bySetting') : say('members.since', { day: day(since), by });
    return `${name} (${id}): ${say(`role.${role}`)} · ${origin}`;
  };
  return Promise.all(members.list().map(describe));
}

/** One for each who can be taken out from the chat. */
export function removeButtons(members: MemberUseCases, say: Say): readonly (readonly Button[])[] {
  return members
    .list()
    .filter(({ id }) => !members.isBySetting(id))
    .map(({ id }) => [{ text: say('members.remove', { id }), data: `remove:${id}` }]);
}
