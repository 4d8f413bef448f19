import type { Campaign } from '../../domain/campaign.ts';
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
  await checkManuscript(house, described, step.language);
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
    throw error;
  }
  const alt = missingAlt(added, campaigns);
  return { manuscript: { ...added, step: alt ?? { ask: 'pictures' } }, file };
}

/** The name that a file has is the member's own, and stays with them. */
function nameOf(index: number, type: string): string {
  const [kind, format] = type.split('/');
  return `${kind === 'video' ? 'video' : 'picture'}-${index + 1}.${format === 'jpeg' ? 'jpg' : format}`;
}
