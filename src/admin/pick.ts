import type { OutingPage } from '../campaign/seeing/look-at-outings.ts';
import type { Outing } from '../domain/overview.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Call, CommandDependencies } from './commands/command.ts';
import { OUTINGS_ON_A_PAGE, pageButtons, subjectOf } from './list-outings.ts';
import { createPresenter } from './present.ts';

/** What a command is about, chosen by a tap: nobody types names on a phone. */
interface Picking {
  readonly command: string;
  /** Text of the question. */
  readonly question: string;
  /** What may be chosen of the page; everything unless told. */
  readonly fits?: (outing: Outing) => boolean;
  readonly from: 'queue' | 'history';
}

/** Times of posts, page by page; a tap gives the command its subject. */
export async function pickOuting(
  { command, question, from, fits = () => true }: Picking,
  { argument, language, timeZone, say }: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const offset = /^\d{1,6}$/.test(argument) ? Number(argument) : 0;
  const page: OutingPage = await useCases.seeing[from]({ limit: OUTINGS_ON_A_PAGE, offset });
  const outings = page.outings.filter(fits);
  if (page.total === 0 || (outings.length === 0 && page.total <= OUTINGS_ON_A_PAGE)) {
    return { blocks: [block(say(`pick.none.${from}`))] };
  }
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  return {
    blocks: [block(bold(say(question)))],
    buttons: [
      ...outings.map(outing => [
        {
          text: `${show.shortTime(outing.publishedAt ?? outing.dueAt, outing.post)} · ${show.title(outing.post)}`,
          data: `${command}:${subjectOf(outing)}`,
        },
      ]),
      pageButtons(command, offset, OUTINGS_ON_A_PAGE, page.total, say),
    ],
  };
}

/** Posts of the campaigns. */
export function pickPost(
  command: string,
  question: string,
  { language, say }: Call,
  { useCases }: CommandDependencies,
): Answer {
  const campaigns = useCases.campaigns();
  const show = createPresenter(campaigns, language, say);
  return {
    blocks: [block(bold(say(question)))],
    buttons: campaigns.flatMap(({ posts }) =>
      posts.map(({ id }) => [{ text: show.title(id), data: `${command}:${id}` }]),
    ),
  };
}

/** A page of a pick list, and no name. */
export function isPage(argument: string): boolean {
  return argument === '' || /^\d{1,6}$/.test(argument);
}

/** `<campaign>/<post>/<occurrence>`, or without the last: the newest time of the post that there is. */
export async function readOuting(
  argument: string,
  { useCases }: Pick<CommandDependencies, 'useCases'>,
): Promise<{ readonly post: string; readonly occurrence: string } | undefined> {
  const [campaign = '', name = '', ...occurrence] = argument.split('/');
  const post = `${campaign}/${name}`;
  if (occurrence.length > 0) return { post, occurrence: occurrence.join('/') };
  for (const from of ['history', 'queue'] as const) {
    const { outings } = await useCases.seeing[from]({ limit: 100, offset: 0 });
    const found = outings.find(outing => outing.post === post);
    if (found !== undefined) return { post, occurrence: found.occurrence };
  }
  return undefined;
}
