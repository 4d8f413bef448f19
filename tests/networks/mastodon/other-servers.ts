import type { MastodonDeviations } from '../../../src/sandbox/mastodon/options.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** Servers that speak the Mastodon API and are not Mastodon, each as its own source code has it. */
export const OTHER_SERVERS: Readonly<Record<string, MastodonDeviations>> = {
  /** Runes of warning and text together; unknown languages are a fault; no memory for keys. */
  GoToSocial: {
    version: '0.17.3+git-1c6a9e6',
    maxCharacters: 5000,
    charactersPerUrl: 25,
    maxMedia: 6,
    countsInFull: true,
    ignoresKeys: true,
    languages: ['en', 'ru', 'be'],
  },
  /** Only the first form of the answer, without `configuration`; limits of its own beside each other; addresses count in full. */
  Akkoma: {
    withoutSecondInstance: true,
    instance: {
      uri: 'https://akkoma.example',
      title: 'Akkoma',
      version: '2.7.2 (compatible; Akkoma 3.13.2-0-g8b1e4e9)',
      max_toot_chars: 900,
      description_limit: 700,
      upload_limit: 16_000_000,
      avatar_upload_limit: 2_000_000,
      registrations: false,
      pleroma: { metadata: { post_formats: ['text/plain', 'text/html', 'text/markdown'] } },
    },
    maxCharacters: 900,
    countsInFull: true,
    withoutSource: true,
    forgetsParents: true,
  },
  /** Its errors are pages, its lists have no pages, and it knows neither keys nor languages. */
  snac: {
    withoutSecondInstance: true,
    instance: {
      uri: 'snac.example',
      domain: 'snac.example',
      title: 'snac.example',
      version: '4.0.0 (not true; really snac/2.68)',
      configuration: {
        statuses: { characters_reserved_per_url: 32, max_characters: 100_000, max_media_attachments: 8 },
        accounts: { max_featured_tags: 0 },
        media_attachments: {
          image_matrix_limit: 33_177_600,
          image_size_limit: 16_777_216,
          video_size_limit: 103_809_024,
          supported_mime_types: [...PICTURES, 'video/mp4', 'audio/mpeg'],
        },
      },
    },
    maxCharacters: 100_000,
    maxMedia: 8,
    countsInFull: true,
    htmlErrors: true,
    ignoresKeys: true,
    withoutPages: true,
    forgetsParents: true,
  },
  /** Reserves 256 characters for an address, says no limit of alt texts, and refuses an empty text beside files. */
  Hollo: {
    version: '0.6.5',
    maxCharacters: 10_000,
    charactersPerUrl: 256,
    maxMedia: 8,
    refusesEmptyText: true,
  },
  /** Takes no video, and forgets keys. */
  Takahē: {
    withoutSecondInstance: true,
    instance: {
      uri: 'takahe.example',
      title: 'Takahē',
      version: '0.11.0',
      configuration: {
        accounts: {},
        statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
        media_attachments: {
          supported_mime_types: ['image/apng', 'image/avif', ...PICTURES],
          image_size_limit: 10 * 1024 * 1024,
          image_matrix_limit: 4_000_000,
        },
      },
      rules: [],
    },
    countsInFull: true,
    ignoresKeys: true,
    forgetsParents: true,
    withoutEdits: true,
  },
};
