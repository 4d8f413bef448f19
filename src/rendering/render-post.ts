import type {
  Campaign,
  LinkDefinition,
  MediaDefinition,
  PostDefinition,
  PostTexts,
  WrittenMedia,
} from '../domain/campaign.ts';
import type { Figure } from '../domain/figure.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { Media, MissingFile } from '../domain/media.ts';
import { MediaFault } from '../domain/media-fault.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Block, Card, Post } from '../domain/post.ts';
import { cardPictures } from './cards/card-pictures.ts';
import { dayIn } from './day-in.ts';
import { tickerLine } from './insert-ticker.ts';
import { type RenderedText, renderText } from './render-text.ts';
import type { Speech } from './speech.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface RenderRequest {
  readonly campaign: Campaign;
  readonly post: PostDefinition;
  readonly language: Language;
  /** One for each language, as `createSpeeches` makes them. */
  readonly speeches: ReadonlyMap<Language, Speech>;
  /** What `today` is in the text. */
  readonly now: Date;
  /** The figures as they are to stand; the campaign's own unless told. */
  readonly figures?: readonly Figure[];
  /** The campaign's files by their name in `campaign.yaml`; needed where the post has pictures or a card with one. */
  readonly files?: ReadonlyMap<string, MediaFile | MissingFile>;
  /** SHA-256 in hexadecimal; needed where the post has figure cards. */
  readonly hash?: (text: string) => string;
}

/** A file of the campaign as `readMedia` of the sources found it. */
export type MediaFile = Pick<Media, 'id' | 'path' | 'type'>;

/** A post in one language, its figures frozen in it. Pure. Throws `InputErrors` that name files and lines. */
export function renderPost(request: RenderRequest): Post {
  const { campaign, post, language } = request;
  const texts = post.texts[language];
  if (texts === undefined) {
    throw new InputError(
      `${campaign.id}/${post.name} has no text in "${language}": use one of ${post.languages.join(', ')}, or add ${post.name}.${language}.liquid.`,
    );
  }
  const vocabulary = vocabularyOf(request);
  const main = mainText(texts, vocabulary);
  const own = Object.entries(texts.byNetwork).map(
    ([network, file]) => [network, renderText(file, vocabulary)] as const,
  );
  const correction = texts.correction && renderText(texts.correction, vocabulary);
  const stated = new Set([main, ...own.map(([, text]) => text)].flatMap(({ figures }) => figures));
  const cards = cardPictures(request, vocabulary);
  for (const figure of cards.flatMap(({ figures }) => figures)) stated.add(figure);
  const card = campaign.links.find(({ id }) => id === post.card);
  const warning = post.contentWarnings?.[language];
  return {
    id: `${campaign.id}/${post.name}`,
    language,
    body: main.body,
    tags: (post.hashtags ?? campaign.hashtags).map(({ tag }) => tag),
    ...(card && { card: cardOf(card, request) }),
    media: [
      ...post.media.map(definition => mediaOf(definition, request)),
      ...cards.map(({ media }) => media),
    ],
    options: { ...post.options, ...(warning !== undefined && { contentWarning: warning }) },
    ...(correction && { correction: correction.body }),
    ...(post.optionsFor && { optionsFor: post.optionsFor }),
    ...(own.length > 0 && { bodyFor: bodiesOf(own) }),
    figures: vocabulary.figures.filter(figure => stated.has(figure)),
  };
}

/** What was written in the chat stands as it is: its blocks were made there, and no placeholder in it means anything. */
function mainText({ written, text }: PostTexts, vocabulary: Vocabulary): RenderedText {
  return written === undefined ? renderText(text, vocabulary) : { body: written, figures: [] };
}

/** What a text of this campaign may speak of in a language. */
export function vocabularyOf({
  campaign,
  language,
  speeches,
  now,
  figures = campaign.figures,
}: Pick<RenderRequest, 'campaign' | 'language' | 'speeches' | 'now' | 'figures'>): Vocabulary {
  const speech = speeches.get(language);
  if (speech === undefined) {
    const known = [...speeches.keys()].join(', ') || 'none';
    throw new InputError(
      `The language "${language}" has no words (known: ${known}): add locales/${language}/words.json.`,
    );
  }
  const ticker = tickerLine(campaign, language);
  const links = campaign.links.flatMap(({ id, url }) => {
    const address = url[language];
    return address === undefined ? [] : [[id, address] as const];
  });
  return {
    figures,
    links: Object.fromEntries(links),
    today: dayIn(campaign.timeZone, now),
    speech,
    ...(ticker !== undefined && { ticker }),
  };
}

function cardOf(link: LinkDefinition, request: RenderRequest): Card {
  const inLanguage = (texts: Readonly<Record<Language, string>>): string => texts[request.language] ?? '';
  return {
    url: inLanguage(link.url),
    title: inLanguage(link.title),
    description: inLanguage(link.description),
    ...(link.thumbnail && { thumbnail: mediaOf(link.thumbnail, request) }),
  };
}

function mediaOf(definition: MediaDefinition | WrittenMedia, { files, language }: RenderRequest): Media {
  const { file, type, alt } = definition;
  if ('shelved' in definition) {
    return { id: definition.shelved, path: file, type, alt: alt[language] ?? '', shelved: true };
  }
  const found = files?.get(file);
  if (found === undefined) throw new TypeError(`The file ${file} was not read before rendering`);
  if ('fault' in found) throw new MediaFault(found.fault);
  return { ...found, alt: alt[language] ?? '' };
}

function bodiesOf(
  own: readonly (readonly [NetworkName, { readonly body: readonly Block[] }])[],
): Readonly<Record<NetworkName, readonly Block[]>> {
  return Object.fromEntries(own.map(([network, { body }]) => [network, body]));
}
