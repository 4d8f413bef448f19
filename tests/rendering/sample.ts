import type { Campaign, PostDefinition } from '../../src/domain/campaign.ts';
import type { Figure } from '../../src/domain/figure.ts';
import type { Post, Segment } from '../../src/domain/post.ts';
import { createSpeeches } from '../../src/rendering/create-speeches.ts';
import { renderPost } from '../../src/rendering/render-post.ts';
import type { Speech } from '../../src/rendering/speech.ts';
import { loadWords } from '../../src/sources/load-words.ts';

export const LANGUAGES = ['en', 'ru', 'be'] as const;

export async function loadSpeeches(): Promise<ReadonlyMap<string, Speech>> {
  return createSpeeches(await loadWords('locales'));
}

export function figure(over: Partial<Figure> = {}): Figure {
  return {
    id: 'women',
    titles: { en: 'women', ru: 'женщины', be: 'жанчыны' },
    unit: 'person',
    nouns: {
      en: { one: 'woman', other: 'women' },
      ru: { one: 'женщина', few: 'женщины', many: 'женщин', other: 'женщины' },
      be: { one: 'жанчына', few: 'жанчыны', many: 'жанчын', other: 'жанчыны' },
    },
    value: { kind: 'exact', value: 198 },
    asOf: '2024-03-26',
    source: { name: { en: 'Source', ru: 'Источник', be: 'Крыніца' }, url: 'https://source.example/' },
    maxAgeDays: 90,
    earlier: [],
    ...over,
  };
}

export interface Sample {
  readonly text: string;
  readonly language?: string;
  readonly figures?: readonly Figure[];
  readonly byNetwork?: Readonly<Record<string, string>>;
  readonly post?: Partial<PostDefinition>;
}

/** A campaign `sample` with one post `note` of this text. */
export function campaignOf({
  text,
  language = 'en',
  figures = [figure()],
  byNetwork = {},
  post = {},
}: Sample): {
  campaign: Campaign;
  definition: PostDefinition;
} {
  const own = Object.entries(byNetwork).map(([network, source]) => [
    network,
    { file: `sample/note.${language}.${network}.liquid`, source },
  ]);
  const definition: PostDefinition = {
    name: 'note',
    titles: { [language]: 'Note' },
    languages: [language],
    texts: {
      [language]: {
        text: { file: `sample/note.${language}.liquid`, source: text },
        byNetwork: Object.fromEntries(own),
      },
    },
    media: [],
    options: {},
    evergreen: false,
    lateByMs: 0,
    giveUpAfterMs: 0,
    ...post,
  };
  const campaign: Campaign = {
    id: 'sample',
    titles: { [language]: 'Sample' },
    timeZone: 'Europe/Minsk',
    languages: [language],
    hashtags: [{ tag: 'One' }, { tag: 'Two' }],
    links: [
      {
        id: 'gallery',
        url: { [language]: 'https://gallery.example/a_b_c(1)' },
        title: { [language]: 'Gallery' },
        description: { [language]: 'Faces' },
      },
    ],
    figures,
    occasions: [],
    posts: [definition],
    maxPerHour: 10,
  };
  return { campaign, definition };
}

export function render(sample: Sample, speeches: ReadonlyMap<string, Speech>): Post {
  const { campaign, definition } = campaignOf(sample);
  return renderPost({
    campaign,
    post: definition,
    language: sample.language ?? 'en',
    speeches,
    now: new Date('2026-05-20T22:00:00Z'),
  });
}

/** The segments of the first paragraph. */
export function segmentsOf(post: Post): readonly Segment[] {
  const [first] = post.body;
  return first?.kind === 'paragraph' ? first.segments : [];
}

export function plainText(post: Post): string {
  return post.body
    .map(block =>
      block.kind === 'tags'
        ? '[tags]'
        : block.segments.map(segment => (segment.kind === 'tag' ? `#${segment.tag}` : segment.text)).join(''),
    )
    .join('\n\n');
}
