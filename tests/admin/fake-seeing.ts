import { OPEN, OVER } from '../../src/campaign/delivery-states.ts';
import { groupQuestions, isAsking, subjectOf } from '../../src/campaign/questions/question.ts';
import type { OutingView } from '../../src/campaign/seeing/look-at-outings.ts';
import { nameZone } from '../../src/campaign/seeing/name-zone.ts';
import type { SeeingUseCases } from '../../src/campaign/seeing/seeing-use-cases.ts';
import type { Delivery, DeliveryState } from '../../src/domain/delivery.ts';
import { InputError } from '../../src/domain/input-error.ts';
import type { Outing } from '../../src/domain/overview.ts';

type Answer = <Result>(what: string, request: unknown, result: Result) => Result;

const NOTHING_WAITS = { approvals: 0, questions: 0, stale: 0, readings: 0, held: [] };

/** What can be seen of deliveries that a test holds. */
/** `open`: subjects that are not about deliveries. */
export function createFakeSeeing(
  deliveries: () => readonly Delivery[],
  answer: Answer,
  open: () => readonly string[] = () => [],
): SeeingUseCases {
  const page = (states: readonly DeliveryState[], { limit, offset }: { limit: number; offset: number }) => {
    const outings = outingsOf(deliveries()).filter(one =>
      Object.keys(one.states).some(state => states.includes(state as DeliveryState)),
    );
    return { outings: outings.slice(offset, offset + limit), total: outings.length };
  };
  return {
    asking: async () =>
      groupQuestions(deliveries()).flatMap(question =>
        question.deliveries.map(delivery => ({ kind: 'delivery' as const, delivery, version: 1 })),
      ),
    openSubjects: async () => new Set([...deliveries().filter(isAsking).map(subjectOf), ...open()]),
    zone: nameZone,
    queue: async request => answer('queue', request, page(OPEN, request)),
    history: async request => answer('history', request, page(OVER, request)),
    outing: async subject => answer('outing', subject, viewOf(deliveries(), subject)),
    status: async () => {
      const [next] = deliveries();
      return answer('status', undefined, {
        networks: [
          {
            name: 'x',
            title: 'X',
            account: '@solidarity',
            places: ['x-en', 'x-ru'],
            limit: { calls: 100, perMs: 900_000, left: 97 },
          },
        ],
        waiting: deliveries().length,
        published: 3,
        troubled: deliveries().filter(({ state }) => state === 'unknown' || state === 'failed'),
        ...(next === undefined ? {} : { next }),
        figures: [],
        waits: NOTHING_WAITS,
      });
    },
    tags: () => answer('tags', undefined, []),
    log: async request => answer('log', request, { lines: [], total: 0 }),
    week: async until =>
      answer('week', until, {
        from: new Date(until.getTime() - 7 * 86_400_000),
        until,
        networks: [],
        next: [],
        coming: 0,
        staleFigures: 0,
        waits: NOTHING_WAITS,
      }),
  };
}

function outingsOf(deliveries: readonly Delivery[]): readonly Outing[] {
  const groups = Map.groupBy(deliveries, ({ post, occurrence }) => `${post}/${occurrence}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const counts = [...Map.groupBy(group, ({ state }) => state)].map(([state, of]) => [state, of.length]);
    const { post, occurrence, dueAt } = first;
    return [{ post, occurrence, dueAt, states: Object.fromEntries(counts) as Outing['states'] }];
  });
}

function viewOf(deliveries: readonly Delivery[], subject: string): OutingView {
  const places = deliveries.filter(({ post, occurrence }) => `${post}/${occurrence}` === subject);
  const [outing] = outingsOf(places);
  if (outing === undefined) throw new InputError(`There is no "${subject}".`);
  return { ...outing, places: places.map(delivery => ({ delivery })) };
}
