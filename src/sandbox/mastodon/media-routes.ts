import type { Context, Hono } from 'hono';
import { invalid, notFound } from './api-error.ts';
import { DESCRIPTION_LIMIT } from './options.ts';
import { readFile } from './read-file.ts';
import { type Params, readParams } from './read-params.ts';
import { type MastodonServer, originOf, requireToken } from './server.ts';
import { nextId, type StoredMedia } from './server-state.ts';
import { showMedia } from './show-status.ts';

export function addMediaRoutes(app: Hono, server: MastodonServer): void {
  const { media } = server.state;
  const find = (context: Context): StoredMedia => {
    requireToken(context);
    const found = media.get(context.req.param('id') ?? '');
    if (found === undefined) throw notFound();
    return found;
  };
  app.post('/api/v2/media', async context => {
    const created = await upload(server, context, server.options.processingPolls ?? 1);
    return context.json(showMedia(created), created.pollsLeft > 0 ? 202 : 200);
  });
  app.post('/api/v1/media', async context => context.json(showMedia(await upload(server, context, 0))));
  app.get('/api/v1/media/:id', context => {
    const found = find(context);
    if (found.pollsLeft > 0) media.set(found.id, { ...found, pollsLeft: found.pollsLeft - 1 });
    return context.json(showMedia(found), found.pollsLeft > 0 ? 206 : 200);
  });
  app.put('/api/v1/media/:id', async context => {
    const found = find(context);
    const changed = {
      ...found,
      description: readDescription(await readParams(context)) ?? found.description,
    };
    media.set(found.id, changed);
    server.changed();
    return context.json(showMedia(changed));
  });
  app.get('/system/media_attachments/files/:id/:name', context => {
    const found = media.get(context.req.param('id'));
    if (found === undefined) throw notFound();
    return context.body(new Uint8Array(found.bytes), 200, { 'content-type': found.type });
  });
}

async function upload(server: MastodonServer, context: Context, polls: number): Promise<StoredMedia> {
  requireToken(context);
  const params = await readParams(context);
  const file = params.file('file');
  if (file === undefined) throw invalid("File can't be blank");
  const description = readDescription(params) ?? null;
  const read = await readFile(file);
  const id = nextId(server.state, server.now());
  const url = `${originOf(context)}/system/media_attachments/files/${id}/original.${read.type.split('/')[1]}`;
  const stored = { ...read, id, url, description, pollsLeft: polls };
  server.state.media.set(id, stored);
  return stored;
}

function readDescription(params: Params): string | undefined {
  const description = params.text('description')?.trim();
  if (description !== undefined && [...description].length > DESCRIPTION_LIMIT) {
    throw invalid(`Description is too long (maximum is ${DESCRIPTION_LIMIT} characters)`);
  }
  return description;
}
