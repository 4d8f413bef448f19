import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Campaign, MediaDefinition } from '../domain/campaign.ts';
import type { Media } from '../domain/media.ts';
import { locate } from './folder.ts';

/**
 * The files that a campaign's posts and cards name, by that name, each with the SHA-256 of its bytes. Read when they are needed, not
 * when the campaign is loaded.
 * @throws InputError if a file is gone or leads out of the campaign's folder.
 */
export async function readMedia(
  templatesDir: string,
  campaign: Pick<Campaign, 'id' | 'posts' | 'links'>,
): Promise<ReadonlyMap<string, Omit<Media, 'alt'>>> {
  const folder = { label: campaign.id, path: join(templatesDir, campaign.id) };
  const files = new Map<string, Omit<Media, 'alt'>>();
  for (const { file, type } of definitionsOf(campaign)) {
    if (files.has(file)) continue;
    const path = await locate(folder, file);
    files.set(file, { id: await hashFile(path), path, type });
  }
  return files;
}

function definitionsOf({ posts, links }: Pick<Campaign, 'posts' | 'links'>): readonly MediaDefinition[] {
  return [
    ...posts.flatMap(({ media }) => media),
    ...links.flatMap(({ thumbnail }) => (thumbnail === undefined ? [] : [thumbnail])),
  ];
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
