import { subjectOfNotice } from '../campaign/questions/open-subjects.ts';
import type { WeekReport } from '../campaign/seeing/look-at-week.ts';
import type { Role } from '../domain/member.ts';
import type { Notice } from '../domain/notice.ts';

/** What members are told without having asked. */
export type News = Notice | { readonly kind: 'week'; readonly report: WeekReport };

/** What a viewer hears: what became of posts, the week, and whether a day is ready. How the bot fares is for who can act. */
const FOR_VIEWERS: readonly News['kind'][] = ['delivery', 'week', 'readiness'];

/** Everybody but viewers hears everything; of approvals each hears what asks or concerns them. */
export function hears(role: Role, news: News): boolean {
  return role !== 'viewer' || FOR_VIEWERS.includes(news.kind);
}

/** A post that waits for fresh figures is urgent when it is due so soon after the quiet hours. */
const SOON_MS = 2 * 3_600_000;

/** Failures, and questions that lose their sense by the morning, wait for no quiet hours. */
export function isUrgent(news: News, quietUntil: Date): boolean {
  switch (news.kind) {
    case 'delivery':
      return ['failed', 'unknown', 'missed'].includes(news.delivery.state);
    case 'stale post':
      return news.dueAt.getTime() < quietUntil.getTime() + SOON_MS;
    case 'approval':
      return news.news !== 'settled' && news.request.dueAt.getTime() < quietUntil.getTime() + SOON_MS;
    case 'readiness':
      return news.look === 'a day before' && !news.readiness.ready;
    case 'reading waits':
    case 'source broken':
    case 'week':
      return false;
    default:
      return true;
  }
}

/** The same for the same event, however often it is told. */
export function newsKey(news: News): string {
  switch (news.kind) {
    case 'delivery':
      return `${news.delivery.id} ${news.delivery.state}`;
    case 'source broken':
      return `source ${news.source.campaign}/${news.source.figure} ${news.source.url}`;
    case 'approval':
      return `approval ${news.request.post}/${news.request.occurrence} ${news.request.hash} ${news.news}`;
    case 'incident':
      return `incident ${news.incident.kind} ${news.incident.subject}`;
    case 'readiness':
      return `readiness ${news.readiness.occasion}/${news.readiness.occurrence} ${news.look}`;
    case 'week':
      return 'week';
    default:
      return subjectOfNotice(news) ?? JSON.stringify(news);
  }
}
