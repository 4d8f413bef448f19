import { z } from 'zod';
import type { Language } from '../domain/language.ts';
import { hashtag, timeZone } from './calendar-parts.ts';
import { figureCardSchema } from './figure-card-schema.ts';
import type { LoadOptions } from './load-options.ts';
import { mediaSchema } from './media-schema.ts';
import { networkName } from './network-name.ts';
import { occasionSchema } from './occasion-schema.ts';
import {
  duration,
  expecting,
  group,
  id,
  inLanguages,
  language,
  line,
  listOf,
  named,
  oneOf,
  oneOrInLanguages,
  webAddress,
  yesOrNo,
} from './schema-parts.ts';

const ID = 'small letters, digits and hyphens';

/** The languages come first, since every other value is checked against them. */
export const languagesSchema = z.looseObject(
  {
    languages: listOf(language(), 'languages such as [en, ru]').min(1, {
      error: 'is empty: name at least one language',
    }),
  },
  { error: expecting('a group of keys') },
);

export function campaignSchema(languages: readonly Language[], { networks, keepGaps = false }: LoadOptions) {
  const titles = inLanguages(languages, line('a title'));
  return group({
    title: titles,
    publisher: inLanguages(languages, line('the name of who runs the campaign')).optional(),
    languages: z.array(z.string()),
    timeZone: timeZone(),
    maxPerHour: wholeNumber('a whole number of deliveries per hour', 1),
    minGap: duration().optional(),
    approvals: approvalCount().optional(),
    lateBy: duration(),
    giveUpAfter: duration(),
    hashtags: listOf(hashtag(), 'hashtags'),
    links: named(id(), linkSchema(languages), 'links by name', ID).optional(),
    posts: named(id(), postSchema(languages, networks, keepGaps), 'posts by name', ID),
    ticker: group({ post: id(), after: duration().optional() }).optional(),
    occasions: named(id(), occasionSchema(titles, networks), 'occasions by name', ID).optional(),
  });
}

export type CampaignContent = z.output<ReturnType<typeof campaignSchema>>;
export type PostContent = CampaignContent['posts'][string];

function linkSchema(languages: readonly Language[]) {
  const text = (what: string) => inLanguages(languages, line(what));
  return group({
    url: oneOrInLanguages(languages, webAddress()),
    title: text('a title'),
    description: text('a description'),
    thumbnail: mediaSchema(languages).optional(),
  });
}

function postSchema(
  languages: readonly Language[],
  networks: readonly string[] | undefined,
  keepGaps: boolean,
) {
  return group({
    title: inLanguages(languages, line('a title')),
    languages: listOf(language(), 'languages').optional(),
    hashtags: listOf(hashtag(), 'hashtags').optional(),
    card: id().optional(),
    media: listOf(mediaSchema(languages, keepGaps), 'pictures').optional(),
    cards: listOf(figureCardSchema(), 'figure cards').optional(),
    networks: listOf(networkName(networks), 'networks').optional(),
    contentWarning: inLanguages(languages, line('a warning')).optional(),
    options: optionsSchema().optional(),
    optionsFor: named(
      networkName(networks),
      optionsSchema(),
      'options by network',
      'the name of a network',
    ).optional(),
    evergreen: yesOrNo().optional(),
    lateBy: duration().optional(),
    giveUpAfter: duration().optional(),
  });
}

function optionsSchema() {
  return group({
    numbered: yesOrNo().exactOptional(),
    silent: yesOrNo().exactOptional(),
    pin: yesOrNo().exactOptional(),
    sensitive: yesOrNo().exactOptional(),
    withoutLinks: yesOrNo().exactOptional(),
    topic: wholeNumber('the number of a topic', 1).exactOptional(),
    visibility: oneOf(['public', 'unlisted', 'private']).exactOptional(),
    replies: oneOf(['everyone', 'following', 'mentioned', 'nobody']).exactOptional(),
    linkPreview: oneOf(['none', 'small', 'large', 'above']).exactOptional(),
    altInCaption: yesOrNo().exactOptional(),
  });
}

function wholeNumber(what: string, least: number) {
  return z.int({ error: expecting(what) }).min(least, { error: expecting(what) });
}

function approvalCount() {
  const what = expecting('1 or 2: how many members have to approve a post');
  return z.union([z.literal(1), z.literal(2)], { error: what });
}
