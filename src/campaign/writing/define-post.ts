import type { Campaign, PostDefinition, PostTexts } from '../../domain/campaign.ts';
import type { Language } from '../../domain/language.ts';
import { type Manuscript, writtenName } from '../../domain/manuscript.ts';
import type { Block } from '../../domain/post.ts';
import { languagesOf } from './writing-steps.ts';

const HOUR_MS = 60 * 60_000;

/** For a campaign that comes from nowhere but a test. */
const USUAL = { lateByMs: 2 * HOUR_MS, giveUpAfterMs: 12 * HOUR_MS };

/** Stands where a text is not written yet, so that everything else can be tried. */
const UNWRITTEN: readonly Block[] = [{ kind: 'paragraph', segments: [{ kind: 'text', text: '…' }] }];

/**
 * The post that a manuscript is, or will be: what its template says, with everything that was written over it. Where it
 * changes a written post, that post is its template.
 */
export function definePost(manuscript: Manuscript, campaign: Campaign): PostDefinition {
  const template = campaign.posts.find(({ name }) => name === manuscript.template);
  const languages = languagesOf(manuscript, campaign);
  const { texts, pictures, tags, placesOff } = manuscript;
  const name = writtenName(manuscript);
  const { hashtags: _, placesOff: __, ...inherited } = template ?? blankFor(campaign);
  const chosen = tags?.map(tag => ({ tag })) ?? template?.hashtags;
  return {
    ...inherited,
    inChat: true,
    name,
    titles: titlesOf(languages, texts, template?.titles ?? {}),
    languages,
    texts: Object.fromEntries(
      languages.map(language => [
        language,
        textsIn(name, language, texts[language], template?.texts[language]),
      ]),
    ),
    ...(chosen && { hashtags: chosen }),
    media: [
      ...inherited.media.filter(media => !('shelved' in media)),
      ...pictures.map(picture => ({ ...picture, alt: altsOf(picture.alt, languages) })),
    ],
    ...(placesOff.length > 0 && { placesOff }),
  };
}

type Inherited = Omit<PostDefinition, 'name' | 'titles' | 'languages' | 'texts'>;

function blankFor({ usual = USUAL }: Campaign): Inherited {
  return { media: [], options: {}, evergreen: true, ...usual };
}

function textsIn(
  name: string,
  language: Language,
  written: readonly Block[] | undefined,
  template: PostTexts | undefined,
): PostTexts {
  if (written === undefined && template !== undefined) return template;
  const text = { file: `${name}.${language}`, source: '' };
  return { text, byNetwork: {}, written: written ?? UNWRITTEN };
}

function altsOf(alt: Readonly<Record<Language, string>>, languages: readonly Language[]) {
  return Object.fromEntries(languages.map(language => [language, alt[language] ?? '…']));
}

function titlesOf(
  languages: readonly Language[],
  texts: Manuscript['texts'],
  others: Readonly<Record<Language, string>>,
): Readonly<Record<Language, string>> {
  return Object.fromEntries(
    languages.flatMap(language => {
      const title = firstWords(texts[language] ?? []) ?? others[language];
      return title === undefined ? [] : [[language, title]];
    }),
  );
}

const LONGEST_TITLE = 48;

/** By its first words a post is known in the queue. */
function firstWords(blocks: readonly Block[]): string | undefined {
  const first = blocks.find(block => block.kind === 'paragraph');
  const line = first?.segments
    .map(segment => (segment.kind === 'tag' ? `#${segment.tag}` : segment.text))
    .join('')
    .split('\n')[0]
    ?.trim();
  if (line === undefined || line === '' || line.length <= LONGEST_TITLE) return line || undefined;
  const cut = line.slice(0, LONGEST_TITLE);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).toWellFormed();
  return `${whole.replace(/[\s\p{P}]+$/u, '')}…`;
}
