import type { Hono } from 'hono';
import { notFound } from './api-error.ts';
import {
  CHARACTERS_PER_URL,
  DESCRIPTION_LIMIT,
  DOMAIN,
  IMAGE_BYTES,
  IMAGE_PIXELS,
  MAX_CHARACTERS,
  MAX_MEDIA,
  MAX_PINNED,
  type MastodonDeviations,
  VERSION,
  VIDEO_BYTES,
} from './options.ts';
import { MEDIA_TYPES } from './read-file.ts';
import type { MastodonServer } from './server.ts';

export function addInstanceRoutes(app: Hono, { deviations }: MastodonServer): void {
  app.get('/api/v2/instance', context => {
    if (deviations.withoutSecondInstance === true) throw notFound();
    return context.json({
      domain: DOMAIN,
      title: 'Sandbox',
      version: deviations.version ?? VERSION,
      source_url: 'https://github.com/mastodon/mastodon',
      description: 'A rehearsal stage',
      languages: ['en'],
      configuration: configuration(deviations),
      api_versions: { mastodon: 2 },
      rules: [],
    });
  });
  app.get('/api/v1/instance', context => context.json(deviations.instance ?? firstForm(deviations)));
}

function firstForm(deviations: MastodonDeviations): object {
  return {
    uri: DOMAIN,
    title: 'Sandbox',
    version: deviations.version ?? VERSION,
    short_description: 'A rehearsal stage',
    languages: ['en'],
    configuration: configuration(deviations),
    rules: [],
  };
}

function configuration(deviations: MastodonDeviations): object {
  return {
    accounts: { max_featured_tags: 10, max_pinned_statuses: MAX_PINNED },
    statuses: {
      max_characters: deviations.maxCharacters ?? MAX_CHARACTERS,
      max_media_attachments: deviations.maxMedia ?? MAX_MEDIA,
      characters_reserved_per_url: deviations.charactersPerUrl ?? CHARACTERS_PER_URL,
    },
    media_attachments: {
      description_limit: DESCRIPTION_LIMIT,
      image_matrix_limit: IMAGE_PIXELS,
      image_size_limit: IMAGE_BYTES,
      supported_mime_types: MEDIA_TYPES,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
      video_size_limit: VIDEO_BYTES,
    },
  };
}
