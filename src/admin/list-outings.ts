import type { OutingPage, OutingView } from '../campaign/seeing/look-at-outings.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Outing, OutingPlace } from '../domain/overview.ts';
import type { Block, Segment } from '../domain/post.ts';
import { type Answer, type Button, block, bold, section } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { namePeople, peopleIn, withNames } from './name-people.ts';
import type { People } from './people.ts';
import type { Presenter } from './present.ts';
import type { PageRequest } from './read-page.ts';

/** So many fit a phone's screen with their buttons. */
export const OUTINGS_ON_A_PAGE = 6;

interface Listing {
  /** The command that lists; its texts are `<command>.title`, `.empty`. */
  readonly command: string;
  /** Which of an outing's times is shown. */
  readonly at: (outing: Outing) => Date;
}

/** One page, with a button for each entry and those that turn the pages. */
export function listOutings(
  { command, at }: Listing,
  { outings, total }: OutingPage,
  { offset }: PageRequest,
  show: Presenter,
  say: Say,
): Answer {
  if (outings.length === 0) return { blocks: [block(say(`${command}.empty`))] };
  const title = say(`${command}.title`, { from: offset + 1, to: offset + outings.length, total });
  const entry = (outing: Outing): Block =>
    section(`${show.time(at(outing), outing.post)} · ${show.title(outing.post)}`, [
      show.states(outing.states),
      ...approvalLine(outing, say),
      ...show.outing(outing),
    ]);
  const button = (outing: Outing): Button => ({
    text: `${show.shortTime(at(outing), outing.post)} · ${show.title(outing.post)}`,
    data: `${command}:${subjectOf(outing)} ${offset}`,
  });
  return {
    blocks: [block(bold(title)), ...outings.map(entry)],
    buttons: [
      ...outings.map(outing => [button(outing)]),
      pageButtons(command, offset, OUTINGS_ON_A_PAGE, total, say),
    ],
  };
}

export function pageButtons(
  command: string,
  offset: number,
  size: number,
  total: number,
  say: Say,
): readonly Button[] {
  const back = { text: say('page.back'), data: `${command}:${Math.max(0, offset - size)}` };
  const on = { text: say('page.on'), data: `${command}:${offset + size}` };
  return [...(offset > 0 ? [back] : []), ...(offset + size < total ? [on] : [])];
}

export function subjectOf({ post, occurrence }: Pick<Outing, 'post' | 'occurrence'>): string {
  return `${post}/${occurrence}`;
}

/** One outing with its places, and links to what is out. Members are named where they called something off. */
export async function describeOuting(
  view: OutingView,
  show: Presenter,
  say: Say,
  people: Pick<People, 'nameOf'>,
): Promise<readonly Block[]> {
  const names = await namePeople(peopleIn(view.places.map(({ delivery }) => delivery.note)), people);
  const { post, dueAt, places, states } = view;
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  const groups = Map.groupBy(places, ({ delivery: { state, note = '' } }) => `${state} ${note}`);
  const more = total - places.length;
  return [
    section(`${show.time(dueAt, post)} · ${show.title(post)}`, [
      show.states(states),
      ...approvalLine(view, say),
      ...show.outing(view),
    ]),
    ...[...groups.values()].map(group => placesBlock(group, names, show, say)),
    ...(more > 0 ? [block(say('outing.more', { count: more }))] : []),
  ];
}

function placesBlock(
  group: readonly OutingPlace[],
  people: ReadonlyMap<string, string>,
  show: Presenter,
  say: Say,
): Block {
  const [first] = group;
  const { note, post } = first?.delivery ?? {};
  const state: DeliveryState = first?.delivery.state ?? 'planned';
  const title = bold(say(`state.${state}`));
  const names = group.flatMap(({ delivery: { place }, url }, index): (string | Segment)[] => [
    index === 0 ? '\n' : ', ',
    url === undefined ? place : { kind: 'link', text: place, url },
  ]);
  return block(
    title,
    ...names,
    ...(note === undefined ? [] : [`\n${withNames(show.retell(note, post), people)}`]),
  );
}

function approvalLine({ approvals }: Pick<Outing, 'approvals'>, say: Say): readonly string[] {
  return approvals === undefined ? [] : [say('state.approval', { ...approvals })];
}
