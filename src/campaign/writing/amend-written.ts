import type { Manuscript } from '../../domain/manuscript.ts';
import type { WrittenPost } from '../../domain/writing-book.ts';
import { readMessage } from '../../rendering/read-message.ts';
import type { AmendReport } from '../amend/amend-report.ts';
import { EVERY_OCCURRENCE } from '../amend/choose-deliveries.ts';
import { correctPost } from '../amend/correct-post.ts';
import type { House } from '../house.ts';
import { checkFiles, checkManuscript } from './compose-manuscript.ts';
import { writingFault } from './writing-fault.ts';
import type { EditWrittenRequest } from './writing-use-cases.ts';

/** What a written post says, as a manuscript that changes it. */
export function reopenWritten(house: House, post: string, member: string, id: string): Manuscript {
  const { campaign, definition } = findWritten(house, post);
  const texts = Object.entries(definition.texts).flatMap(([language, { written }]) =>
    written === undefined ? [] : [[language, written] as const],
  );
  return {
    id,
    member,
    step: { ask: 'preview' },
    campaign,
    template: definition.name,
    texts: Object.fromEntries(texts),
    pictures: definition.media.flatMap(media => ('shelved' in media ? [media] : [])),
    placesOff: definition.placesOff ?? [],
    ...(definition.hashtags && { tags: definition.hashtags.map(({ tag }) => tag) }),
    edits: post,
  };
}

/** The post takes over what the manuscript says, wherever it waits or is out; refused whole if any place refuses it. */
export async function amendWritten(
  house: House,
  manuscript: Manuscript,
  signal: AbortSignal,
): Promise<AmendReport> {
  const { edits: post, member: admin } = manuscript;
  if (post === undefined) throw new TypeError('This manuscript changes no post');
  const { media } = findWritten(house, post).definition;
  const defined = await checkManuscript(house, manuscript);
  // Those that are out already are gone from the shelf.
  const known = new Set(media.flatMap(one => ('shelved' in one ? [one.shelved] : [])));
  await checkFiles(house, defined, known);
  await house.written.keep({ campaign: defined.campaign.id, definition: defined.definition });
  return correctPost(house, { post, occurrence: EVERY_OCCURRENCE, replace: false, admin }, signal);
}

/** Other texts for a written post, at once. */
export async function editWritten(
  house: House,
  { post, texts, admin }: EditWrittenRequest,
  signal: AbortSignal,
): Promise<AmendReport> {
  const opened = reopenWritten(house, post, admin, '');
  const { languages } = findWritten(house, post).definition;
  const written = Object.entries(texts).map(([language, { text, entities }]) => {
    const blocks = readMessage(text, entities);
    if (blocks.length === 0) throw writingFault('textEmpty', 'There is no text in the message: write it.');
    if (!languages.includes(language)) {
      const values = { language, names: languages.join(', ') };
      throw writingFault(
        'noLanguage',
        `${post} has no text in "${language}": use one of ${values.names}.`,
        values,
      );
    }
    return [language, blocks] as const;
  });
  const changed = { ...opened, texts: { ...opened.texts, ...Object.fromEntries(written) } };
  return amendWritten(house, changed, signal);
}

function findWritten({ written }: Pick<House, 'written'>, post: string): WrittenPost {
  const found = written.all().find(({ campaign, definition }) => `${campaign}/${definition.name}` === post);
  if (found !== undefined) return found;
  throw writingFault('notWritten', `${post} was not written in the chat: its text stands in the files.`, {
    post,
  });
}
