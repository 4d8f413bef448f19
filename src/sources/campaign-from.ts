import type {
  Campaign,
  LinkDefinition,
  MediaDefinition,
  Occasion,
  PostDefinition,
} from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';
import type { CampaignContent, PostContent } from './campaign-schema.ts';
import type { LoadedFigures } from './load-figures.ts';
import { type NamedText, textsOf } from './match-texts.ts';
import { mediaType } from './media-schema.ts';

/** So that figures that are set one after the other make one post. */
const TICKER_AFTER_MS = 10 * 60_000;

/** The campaign as the house knows it, from the validated content of its files. */
export function campaignFrom(
  id: string,
  content: CampaignContent,
  { figures, fetches, allowHosts }: LoadedFigures,
  texts: readonly NamedText[],
): Campaign {
  return {
    id,
    titles: content.title,
    ...(content.publisher && { publisher: content.publisher }),
    timeZone: content.timeZone,
    languages: content.languages,
    hashtags: content.hashtags.map(tag => ({ tag })),
    links: Object.entries(content.links ?? {}).map(([name, link]) =>
      linkFrom(name, link, spokenLanguages(content)),
    ),
    figures,
    fetches,
    allowHosts,
    ...(content.ticker && {
      ticker: { post: content.ticker.post, afterMs: content.ticker.after ?? TICKER_AFTER_MS },
    }),
    occasions: Object.entries(content.occasions ?? {}).map(([name, occasion]) =>
      occasionFrom(name, occasion),
    ),
    posts: Object.entries(content.posts).map(([name, post]) => postFrom(name, post, content, texts)),
    maxPerHour: content.maxPerHour,
    ...(content.approvals === undefined ? {} : { approvals: content.approvals }),
    ...(content.minGap === undefined ? {} : { minGapMs: content.minGap }),
    usual: { lateByMs: content.lateBy, giveUpAfterMs: content.giveUpAfter },
  };
}

/** The campaign's languages and those that single posts add. */
export function spokenLanguages({ languages, posts }: CampaignContent): readonly Language[] {
  return [...new Set([...languages, ...Object.values(posts).flatMap(post => post.languages ?? [])])];
}

function postFrom(
  name: string,
  post: PostContent,
  campaign: CampaignContent,
  texts: readonly NamedText[],
): PostDefinition {
  const languages = post.languages ?? campaign.languages;
  return {
    name,
    titles: post.title,
    languages,
    texts: textsOf(name, languages, texts),
    ...(post.hashtags && { hashtags: post.hashtags.map(tag => ({ tag })) }),
    ...(post.card !== undefined && { card: post.card }),
    media: (post.media ?? []).map(mediaFrom),
    ...(post.cards && { figureCards: post.cards }),
    options: post.options ?? {},
    ...(post.optionsFor && { optionsFor: post.optionsFor }),
    ...(post.contentWarning && { contentWarnings: post.contentWarning }),
    ...(post.networks && { networks: post.networks }),
    evergreen: post.evergreen ?? false,
    lateByMs: post.lateBy ?? campaign.lateBy,
    giveUpAfterMs: post.giveUpAfter ?? campaign.giveUpAfter,
  };
}

function occasionFrom(id: string, occasion: NonNullable<CampaignContent['occasions']>[string]): Occasion {
  const { title, from, until, posts, ...rest } = occasion;
  return {
    id,
    titles: title,
    ...rest,
    ...(from === undefined ? {} : { fromYear: from }),
    ...(until === undefined ? {} : { untilYear: until }),
    posts: posts.map(({ post, at, elsewhere }) => ({
      post,
      ...at,
      ...(elsewhere === undefined ? {} : { elsewhere }),
    })),
  };
}

function linkFrom(
  id: string,
  link: NonNullable<CampaignContent['links']>[string],
  languages: readonly Language[],
): LinkDefinition {
  const { url, title, description, thumbnail } = link;
  return {
    id,
    url: typeof url === 'string' ? Object.fromEntries(languages.map(language => [language, url])) : url,
    title,
    description,
    ...(thumbnail && { thumbnail: mediaFrom(thumbnail) }),
  };
}

function mediaFrom({ file, alt }: { file: string; alt: Record<Language, string> }): MediaDefinition {
  const type = mediaType(file);
  if (type === undefined) throw new TypeError(`The name ${file} was not checked`);
  return { file, type, alt };
}
