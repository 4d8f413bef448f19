import type { Campaign } from '../../domain/campaign.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Manuscript } from '../../domain/manuscript.ts';
import type { ShelvedFile } from '../../domain/writing-book.ts';
import { readMessage } from '../../rendering/read-message.ts';
import type { House } from '../house.ts';
import { advance } from './advance.ts';
import { checkFiles, checkManuscript } from './compose-manuscript.ts';
import { writingFault } from './writing-fault.ts';
import { missingAlt } from './writing-steps.ts';
import type { SentFile, WrittenText } from './writing-use-cases.ts';

/** X takes no longer description of a picture, and nobody listens to a longer one. UTF-16 units. */
const LONGEST_ALT = 1000;

/** A manuscript after a change, and the file that came with it. */
export interface Changed {
  readonly manuscript: Manuscript;
  readonly file?: ShelvedFile;
}

export async function writeText(
  house: House,
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  { text, entities }: WrittenText,
): Promise<Manuscript> {
  const { step } = manuscript;
  if (step.ask !== 'text') return manuscript;
  const blocks = readMessage(text, entities);
  if (blocks.length === 0) throw writingFault('textEmpty', 'There is no text in the message: write it.');
  const written = { ...manuscript, texts: { ...manuscript.texts, [step.language]: blocks } };
  await checkManuscript(house, written, step.language);
  return advance(written, campaigns);
}

export async function describePicture(
  house: House,
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  text: string,
): Promise<Manuscript> {
  const { step, pictures } = manuscript;
  if (step.ask !== 'alt') return manuscript;
  const alt = text.replace(/\s+/g, ' ').trim();
  if (alt === '') throw writingFault('textEmpty', 'There is no text in the message: write it.');
  if (alt.length > LONGEST_ALT) {
    const values = { length: alt.length, most: LONGEST_ALT };
    throw writingFault(
      'altTooLong',
      `The alt text has ${alt.length} characters, and ${LONGEST_ALT} is the most.`,
      values,
    );
  }
  const described = {
    ...manuscript,
    pictures: pictures.map((picture, index) =>
      index === step.picture ? { ...picture, alt: { ...picture.alt, [step.language]: alt } } : picture,
    ),
  };
  await checkManuscript(house, described, step.language).catch(error => {
    throw named(error, 'altTogether');
  });
  return advance(described, campaigns);
}

/** Tried on every network before it is kept; several that come together make an album. */
export async function addFile(
  house: House,
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  { bytes, name, album }: SentFile,
): Promise<Changed> {
  const file = await house.cleanFile(bytes, name);
  const { pictures } = manuscript;
  if (pictures.some(({ shelved }) => shelved === file.id)) {
    throw writingFault('pictureTwice', 'This picture is in the post already.');
  }
  const picture = { file: nameOf(pictures.length, file.type), type: file.type, alt: {}, shelved: file.id };
  const { album: _, ...rest } = manuscript;
  const added: Manuscript = {
    ...rest,
    pictures: [...pictures, picture],
    ...(album !== undefined && { album }),
  };
  await house.writing.shelve(file);
  try {
    await checkFiles(house, await checkManuscript(house, added));
  } catch (error) {
    await house.writing.dropFiles([file.id]);
    throw named(error, pictureFault(added));
  }
  const alt = missingAlt(added, campaigns);
  return { manuscript: { ...added, step: alt ?? { ask: 'pictures' } }, file };
}

/** The name that a file has is the member's own, and stays with them. */
function nameOf(index: number, type: string): string {
  const [kind, format] = type.split('/');
  return `${kind === 'video' ? 'video' : 'picture'}-${index + 1}.${format === 'jpeg' ? 'jpg' : format}`;
}

/** More pictures than these go to no place but Telegram. */
const MOST_PICTURES = 4;

/** Why a network most likely does not take the last file, where that can be said in every language. */
function pictureFault({ pictures }: Manuscript): string | undefined {
  if (pictures.length > MOST_PICTURES) return 'picturesTooMany';
  const moves = pictures.some(({ type }) => type.startsWith('video/') || type === 'image/gif');
  return moves && pictures.length > 1 ? 'videoAlone' : undefined;
}

/** A network's own English sentence under a name for which the chat has words. */
function named(error: unknown, key: string | undefined): unknown {
  if (key === undefined || !(error instanceof InputError) || error.words?.key !== 'refusedBy') return error;
  return writingFault(key, error.message, error.words.values);
}
