import type { Language } from '../domain/language.ts';
import type { Member, Roster } from '../domain/member.ts';
import type { Notice } from '../domain/notice.ts';
import type { Clock } from '../shared/clock.ts';
import { block } from './answer.ts';
import type { HeldBack } from './held-back.ts';
import { type MemberSettingsBook, quietHoursOf } from './member-settings.ts';
import { hears, isUrgent, type News, newsKey } from './news.ts';
import { quietUntil } from './quiet-hours.ts';
import { sendAnswer } from './send-answer.ts';
import { LineError } from './telegram-line.ts';
import { type Listener, type TellDependencies, tellMember } from './tell-admins.ts';

export interface NewsroomDependencies extends TellDependencies {
  readonly members: Roster;
  readonly settings: MemberSettingsBook;
  readonly heldBack: HeldBack;
  readonly languageOf: (chat: number) => Language;
  readonly clock: Clock;
  /** A member could not be reached; without a name. */
  readonly unreached: (error: unknown) => void;
  /** Something could not be put into words: a fault of the house. */
  readonly unshown: (error: unknown) => void;
}

/** Tells the members, each in their language and outside of their quiet hours. */
export interface Newsroom {
  /** Fails if nobody could be reached. What is held back for the morning counts as told: it is kept. */
  tell(news: readonly News[]): Promise<void>;
  /** Asks one member once more, at any hour. */
  tellAgain(member: string, notices: readonly Notice[]): Promise<void>;
  /** Tells those whose quiet hours are over what was held back, as far as it still holds. */
  catchUp(): Promise<void>;
  forget(member: string): Promise<void>;
}

/** Who could not be reached in the morning is tried again after this. */
const TRY_AGAIN_MS = 5 * 60_000;

export function createNewsroom(dependencies: NewsroomDependencies): Newsroom {
  const { members, settings, heldBack, clock, useCases, unreached } = dependencies;
  const listener = (member: Member) => {
    const { timeZone } = settings.of(member.id);
    const language = dependencies.languageOf(Number(member.id));
    return { member, language, ...(timeZone === undefined ? {} : { ownZone: timeZone }) };
  };
  const quietOf = ({ id }: Member) => {
    const chosen = settings.of(id);
    const hours = quietHoursOf(chosen);
    const zone = chosen.timeZone ?? useCases.campaigns()[0]?.timeZone ?? 'UTC';
    return hours && quietUntil(hours, zone, clock.now());
  };
  const tellTogether = async (news: readonly News[], to: Listener) => {
    try {
      await tellMember(dependencies, news, to);
    } catch (error) {
      if (error instanceof LineError) throw error;
      // A fault of ours in one of them keeps none of the others back, and is not silent either.
      for (const one of news) await tellAlone(one, to);
    }
  };
  const tellAlone = async (one: News, to: Listener) => {
    try {
      await tellMember(dependencies, [one], to);
    } catch (error) {
      if (error instanceof LineError) throw error;
      dependencies.unshown(error);
      const words = dependencies.texts.say(to.language)('notice.unshown', { what: newsKey(one) });
      await sendAnswer(dependencies.line, Number(to.member.id), { blocks: [block(words)] });
    }
  };
  const tellOne = async (all: readonly News[], member: Member) => {
    const news = all.filter(one => hears(member.role, one));
    const until = quietOf(member);
    const now = until === undefined ? news : news.filter(one => isUrgent(one, until));
    await heldBack.add(
      member.id,
      news.filter(one => !now.includes(one)),
    );
    await tellTogether(now, listener(member));
  };
  /** Those who are being told, and until when those are left alone who could not be. */
  const resting = new Map<string, number>();
  const catchUpInTurn = async (id: string) => {
    if (clock.now().getTime() < (resting.get(id) ?? 0)) return;
    resting.set(id, clock.now().getTime() + TRY_AGAIN_MS);
    await catchUpOne(id);
    resting.delete(id);
  };
  const catchUpOne = async (id: string) => {
    const member = members.find(id);
    if (member === undefined) return heldBack.forget(id);
    if (quietOf(member) !== undefined) return;
    const waiting = heldBack.of(id);
    const open = await useCases.seeing.openSubjects();
    const isStillSo = (news: News) =>
      !['stale post', 'reading waits', 'hold'].includes(news.kind) || open.has(newsKey(news));
    // Told first: where Telegram fails now, the next round tells it.
    await tellTogether(waiting.filter(isStillSo), { ...listener(member), late: true });
    await heldBack.drop(id, waiting);
  };
  const ready = () => Promise.all([settings.load(), heldBack.load()]);
  return {
    async tell(news) {
      await ready();
      const tellAll = async (listeners: readonly Member[]) => {
        const told = await Promise.allSettled(listeners.map(member => tellOne(news, member)));
        for (const result of told) if (result.status === 'rejected') unreached(result.reason);
        return told.some(({ status }) => status === 'fulfilled');
      };
      // Viewers do not hear everything: that one of them was reached does not mean that it was told.
      if (!(await tellAll(members.list().filter(({ role }) => role !== 'viewer'))))
        throw new Error('no admin could be reached');
      await tellAll(members.list().filter(({ role }) => role === 'viewer'));
    },
    async tellAgain(id, notices) {
      await ready();
      const member = members.find(id);
      if (member !== undefined) await tellTogether(notices, listener(member));
    },
    async catchUp() {
      await ready();
      const told = await Promise.allSettled(heldBack.members().map(catchUpInTurn));
      for (const result of told) if (result.status === 'rejected') unreached(result.reason);
    },
    async forget(id) {
      await ready();
      await heldBack.forget(id);
    },
  };
}
