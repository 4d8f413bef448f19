import type { NetworkStatus, Status, WaitingForPeople } from '../../campaign/seeing/look-at-status.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isStale } from '../../domain/figure-age.ts';
import { SEES } from '../../domain/member.ts';
import { block, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { createPresenter, type Presenter } from '../present.ts';
import type { Command, TurnedAway } from './command.ts';
import { listHolds } from './resume.ts';

export const status: Command = {
  name: 'status',
  roles: SEES,
  inPlace: true,
  async answer({ language, say, timeZone, role }, { useCases, clock, turnedAway }) {
    const found = await useCases.seeing.status();
    const holds = await useCases.halt.holds();
    const held = holds.length === 0 ? undefined : listHolds(holds, say);
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const waits = waitLines(found.waits, say);
    const blocks = [
      ...(held?.blocks ?? []),
      section(
        say('status.networks'),
        found.networks.flatMap(network => networkLines(network, show, say)),
      ),
      section(say('status.deliveries'), deliveryLines(found, show, say)),
      ...figureBlocks(found, clock.now(), say),
      ...(role === 'owner' ? gateBlocks(turnedAway(), say) : []),
      ...(waits.length === 0 ? [] : [section(say('status.waits'), waits)]),
      ...(found.troubled.length === 0
        ? [block(say('status.calm'))]
        : [block(say('status.troubled')), ...show.sections(found.troubled)]),
    ];
    return {
      blocks,
      buttons: [
        ...(held?.buttons ?? []),
        ...waitButtons(found.waits, say).map(button => [button]),
        [
          { text: say('status.again'), data: 'status:' },
          { text: say('start.queue'), data: 'queue:' },
        ],
      ],
    };
  },
};

function networkLines(
  { title, account, fault, places, limit }: NetworkStatus,
  show: Presenter,
  say: Say,
): readonly string[] {
  const state = (fault === undefined ? undefined : show.retell(fault)) ?? account ?? say('status.unverified');
  const line = `${fault === undefined ? '✓' : '✗'} ${title}: ${state} (${places.join(', ')})`;
  if (limit === undefined) return [line];
  const { calls, left, perMs } = limit;
  return [line, `   ${say('status.limit', { left, calls, span: show.span(perMs) })}`];
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
  if (figures.length === 0) return [];
  const stale = figures.filter(figure => isStale(figure, now));
  return [
    section(say('status.figures'), [say('status.stale', { count: stale.length, total: figures.length })]),
  ];
}

/** Owners see whether somebody tries the doors. */
function gateBlocks({ updates, calls = 0 }: TurnedAway, say: Say) {
  const lines = [
    ...(updates > 0 ? [say('status.strangers', { count: updates })] : []),
    ...(calls > 0 ? [say('status.refusedCalls', { count: calls })] : []),
  ];
  return lines.length === 0 ? [] : [section(say('status.gate'), lines)];
}

/** What waits, and for whom. */
function waitLines(
  { approvals, questions, stale, readings, held }: WaitingForPeople,
  say: Say,
): readonly string[] {
  const line = (count: number, key: string, roles: readonly string[]) =>
    count === 0
      ? []
      : [`${say(`status.${key}`, { count })} → ${roles.map(role => say(`role.${role}`)).join(', ')}`];
  return [
    ...line(approvals, 'approvals', ['owner', 'approver']),
    ...line(questions, 'questions', ['owner', 'editor']),
    ...line(stale, 'oldFigures', ['owner', 'editor']),
    ...line(readings, 'readings', ['owner', 'editor']),
    ...held.map(({ kind, count }) => say('status.held', { count, why: say(`status.why.${kind}`) })),
  ];
}

function waitButtons({ approvals, questions, stale, readings }: WaitingForPeople, say: Say) {
  return [
    ...(approvals === 0 ? [] : [{ text: say('status.approve'), data: 'approve:' }]),
    ...(questions + stale + readings === 0 ? [] : [{ text: say('status.ask'), data: 'questions:' }]),
  ];
}
