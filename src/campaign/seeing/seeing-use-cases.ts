import type { AuditLine } from '../../domain/ledger.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Page } from '../../domain/overview.ts';
import { OPEN, OVER } from '../delivery-states.ts';
import type { House } from '../house.ts';
import { openSubjects } from '../questions/open-subjects.ts';
import { listAsking } from './list-asking.ts';
import { lookAtOuting, lookAtOutings, type OutingPage, type OutingView } from './look-at-outings.ts';
import { lookAtStatus, type Status } from './look-at-status.ts';
import { lookAtTags, type TagList } from './look-at-tags.ts';
import { lookAtWeek, type WeekReport } from './look-at-week.ts';
import { nameZone } from './name-zone.ts';

/** What can be looked at without changing anything. */
export interface SeeingUseCases {
  /** What is on its way, the next first. */
  queue(page: Page): Promise<OutingPage>;
  /** What is over, the latest first. */
  history(page: Page): Promise<OutingPage>;
  /** `subject`: `<campaign>/<post>/<occurrence>`. Fails with `InputError` where there is none. */
  outing(subject: string): Promise<OutingView>;
  status(): Promise<Status>;
  tags(): readonly TagList[];
  /** Who did what, the newest first. */
  log(page: Page): Promise<{ readonly lines: readonly AuditLine[]; readonly total: number }>;
  week(until: Date): Promise<WeekReport>;
  /** Everything that waits for an answer of a member. */
  asking(): Promise<readonly Notice[]>;
  /** The same by subject, also what has been asked once and is not asked again. */
  openSubjects(): Promise<ReadonlySet<string>>;
  /** A city or a zone → its IANA name. */
  zone(name: string): string | undefined;
}

export function createSeeingUseCases(house: House): SeeingUseCases {
  return {
    queue: page => lookAtOutings(house, OPEN, 'soonest', page),
    history: page => lookAtOutings(house, OVER, 'latest', page),
    outing: subject => lookAtOuting(house, subject),
    status: () => lookAtStatus(house),
    tags: () => lookAtTags(house),
    log: page => house.overview.audit(page),
    week: until => lookAtWeek(house, until),
    asking: () => listAsking(house),
    openSubjects: () => openSubjects(house),
    zone: nameZone,
  };
}
