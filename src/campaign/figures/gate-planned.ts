import { describeStale, figuresToWaitFor, freshUntil } from '../../domain/figure-age.ts';
import type { PlannedDelivery } from '../../domain/ledger.ts';
import type { Post } from '../../domain/post.ts';

/** What is planned, held from the beginning where it states a figure that will be stale when it is due. */
export function gatePlanned(
  planned: readonly PlannedDelivery[],
  posts: readonly Post[],
  evergreen: boolean,
): readonly PlannedDelivery[] {
  return planned.map(({ delivery, draft }) => {
    const figures = posts.find(({ language }) => language === delivery.language)?.figures ?? [];
    const until = freshUntil({ evergreen, figures });
    const stale = figuresToWaitFor({ evergreen, figures }, delivery.dueAt);
    return {
      delivery: { ...delivery, ...(until && { freshUntil: until }) },
      draft,
      ...(stale.length > 0 && { held: { by: 'stale figure' as const, why: describeStale(stale) } }),
    };
  });
}
