import { Hono } from 'hono';
import { z } from 'zod';
import { invalidRequest } from './problem.ts';
import { readBody } from './read-body.ts';
import { readForm } from './read-form.ts';
import type { XServer } from './server.ts';
import { mediumBytes, nextId, type SandboxMedium } from './state.ts';

const MEGABYTE = 1024 * 1024;
const LONGEST_CHUNK = 5 * MEGABYTE;

const CATEGORIES = {
  tweet_image: {
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/bmp', 'image/tiff'],
    most: 5 * MEGABYTE,
  },
  tweet_gif: { types: ['image/gif'], most: 15 * MEGABYTE },
  tweet_video: { types: ['video/mp4', 'video/webm', 'video/quicktime', 'video/mp2t'], most: 512 * MEGABYTE },
} as const;

const initializeRequest = z.strictObject({
  media_type: z.string(),
  media_category: z.enum(['tweet_image', 'tweet_gif', 'tweet_video']),
  total_bytes: z.int().min(1),
  additional_owners: z.array(z.string()).optional(),
  shared: z.boolean().optional(),
});

const metadataRequest = z.strictObject({
  id: z.string().regex(/^[0-9]{1,19}$/),
  metadata: z
    .strictObject({
      alt_text: z.strictObject({ text: z.string().min(1).max(1000) }).optional(),
      sensitive_media_warning: z
        .strictObject({
          adult_content: z.boolean().optional(),
          graphic_violence: z.boolean().optional(),
          other: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
});

/** How files of a type begin. */
const SIGNATURES: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /^\xFF\xD8\xFF/,
  'image/png': /^\x89PNG\r\n/,
  'image/gif': /^GIF8[79]a/,
  'image/webp': /^RIFF[\s\S]{4}WEBP/,
  'video/mp4': /^[\s\S]{4}ftyp/,
};

/** Upload in chunks, and what is kept beside a file. */
export function mediaRoutes(server: XServer): Hono {
  const routes = new Hono();
  routes.post('/2/media/upload/initialize', async context => {
    const request = await readBody(context.req.raw, initializeRequest);
    const medium = initialize(request, server);
    return context.json({ data: { ...naming(medium), expires_after_secs: 86_400 } });
  });
  routes.post('/2/media/upload/:id/append', async context => {
    const medium = mediumOf(context.req.param('id'), server);
    append(medium, await readForm(context.req.raw));
    return context.json({ data: { expires_at: Math.floor(server.now().getTime() / 1000) + 86_400 } });
  });
  routes.post('/2/media/upload/:id/finalize', context => {
    const medium = mediumOf(context.req.param('id'), server);
    finalize(medium, server);
    return context.json({
      data: { ...naming(medium), size: medium.totalBytes, ...processing(medium, server) },
    });
  });
  routes.get('/2/media/upload', context => {
    const medium = mediumOf(context.req.query('media_id') ?? '', server);
    if (medium.checksLeft > 0) medium.checksLeft -= 1;
    const info = medium.finalized
      ? (processing(medium, server).processing_info ?? { state: 'succeeded' })
      : undefined;
    return context.json({
      data: { ...naming(medium), ...(info === undefined ? {} : { processing_info: info }) },
    });
  });
  routes.post('/2/media/metadata', async context => {
    const { id, metadata } = await readBody(context.req.raw, metadataRequest);
    const medium = mediumOf(id, server);
    if (metadata?.alt_text !== undefined) medium.alt = metadata.alt_text.text;
    medium.sensitive = Object.values(metadata?.sensitive_media_warning ?? {}).includes(true);
    return context.json({ data: { id, associated_metadata: metadata ?? {} } });
  });
  return routes;
}

function initialize(request: z.infer<typeof initializeRequest>, { state, now }: XServer): SandboxMedium {
  const { types, most } = CATEGORIES[request.media_category];
  if (!types.some(type => type === request.media_type)) {
    throw invalid('media_type', `${request.media_type} is no ${request.media_category}`);
  }
  if (request.total_bytes > most) throw invalid('total_bytes', `File size exceeds ${most} bytes.`);
  const medium: SandboxMedium = {
    id: nextId(state, now()),
    type: request.media_type,
    category: request.media_category,
    totalBytes: request.total_bytes,
    segments: [],
    finalized: false,
    checksLeft: 0,
    sensitive: false,
  };
  state.media.push(medium);
  return medium;
}

function append(medium: SandboxMedium, form: ReadonlyMap<string, Buffer>): void {
  const index = Number(form.get('segment_index')?.toString() ?? Number.NaN);
  const bytes = form.get('media');
  if (medium.finalized || !Number.isInteger(index) || index < 0 || index > 999) {
    throw invalid('segment_index', 'The segment index is not valid.');
  }
  if (bytes === undefined || bytes.length === 0 || bytes.length > LONGEST_CHUNK) {
    throw invalid('media', 'The chunk is empty or larger than 5 MB.');
  }
  medium.segments[index] = bytes.toString('base64');
}

function finalize(medium: SandboxMedium, { behaviour }: XServer): void {
  const bytes = mediumBytes(medium);
  if (bytes.length !== medium.totalBytes) throw invalid('media_id', 'Not all chunks have arrived.');
  const signature = SIGNATURES[medium.type];
  if (signature !== undefined && !signature.test(bytes.subarray(0, 16).toString('latin1'))) {
    throw invalid('media_type', `The file is no ${medium.type}.`);
  }
  const { video, picture } = behaviour.processingChecks;
  medium.checksLeft = medium.category === 'tweet_video' ? video : picture;
  medium.finalized = true;
}

function processing(medium: SandboxMedium, { behaviour }: XServer) {
  if (medium.checksLeft === 0) return {};
  return { processing_info: { state: 'pending', check_after_secs: behaviour.checkAfterSeconds } };
}

function naming({ id, category }: SandboxMedium) {
  return { id, media_key: `${category === 'tweet_video' ? 13 : 3}_${id}` };
}

function mediumOf(id: string, { state }: XServer): SandboxMedium {
  const medium = state.media.find(candidate => candidate.id === id);
  if (medium === undefined) throw invalid('media_id', `There is no media ${id}.`);
  return medium;
}

function invalid(parameter: string, message: string) {
  return invalidRequest([{ parameters: { [parameter]: [] }, message }]);
}
