import type { NetworkStatus, Status } from '../../campaign/use-cases.ts';
import { parseAsOf, startOf } from '../../domain/as-of.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { SEES } from '../../domain/member.ts';
import { block, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { createPresenter, type Presenter } from '../present.ts';
import type { Command } from './command.ts';
import { listHolds } from './resume.ts';

const DAY_MS = 86_400_000;

export const status: Command = {
  name: 'status',
  roles: SEES,
  inPlace: true,
  async answer({ language, say }, { useCases, clock }) {
    const found = await useCases.status();
    const holds = await useCases.halt.holds();
    const held = holds.length === 0 ? undefined : listHolds(holds, say);
    const show = createPresenter(useCases.campaigns(), language, say);
    const blocks = [
      ...(held?.blocks ?? []),
      section(
        say('status.networks'),
        found.networks.map(network => networkLine(network, say)),
      ),
      section(say('status.deliveries'), deliveryLines(found, show, say)),
      ...figureBlocks(found, clock.now(), say),
      ...(found.troubled.length === 0
        ? [block(say('status.calm'))]
        : [block(say('status.troubled')), ...show.sections(found.troubled)]),
    ];
    return {
      blocks,
      buttons: [
        ...(held?.buttons ?? []),
        [
          { text: say('status.again'), data: 'status:' },
          { text: say('start.queue'), data: 'queue:' },
        ],
      ],
    };
  },
};

function networkLine({ title, account, fault, places }: NetworkStatus, say: Say): string {
  const state = fault ?? account ?? say('status.unverified');
  return `${fault === undefined ? '✓' : '✗'} ${title}: ${state} (${places.join(', ')})`;
}

function deliveryLines(
  { waiting, published, next, last }: Status,
  show: Presenter,
  say: Say,
): readonly string[] {
  const line = (key: string, delivery: Delivery | undefined, at: Date | undefined) =>
    delivery === undefined || at === undefined
      ? []
      : [
          say(key, {
            title: show.title(delivery.post),
            place: delivery.place,
            time: show.time(at, delivery.post),
          }),
        ];
  return [
    say('status.counts', { waiting, published }),
    ...line('status.next', next, next?.dueAt),
    ...line('status.last', last, last?.publishedAt),
  ];
}

function figureBlocks({ figures }: Status, now: Date, say: Say) {
  const stale = figures.filter(({ asOf, maxAgeDays }) => {
    const span = parseAsOf(asOf);
    return span !== undefined && now.getTime() - startOf(span.to) > maxAgeDays * DAY_MS;
  });
  if (figures.length === 0) return [];
  return [
    section(say('status.figures'), [say('status.stale', { count: stale.length, total: figures.length })]),
  ];
}
