import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Campaign, MediaDefinition } from '../domain/campaign.ts';
import { InputError } from '../domain/input-error.ts';
import type { Media, MissingFile } from '../domain/media.ts';
import { type Folder, locate } from './folder.ts';
import type { LoadOptions } from './load-options.ts';

/** What a name in `campaign.yaml` stands for. */
export type CampaignFile = Omit<Media, 'alt'> | MissingFile;

/**
 * The files that a campaign's posts and cards name, by that name, each with the SHA-256 of its bytes. Read when they are needed, not
 * when the campaign is loaded.
 * @throws InputError if a file is gone, cannot be read or leads out of the campaign's folder; with `keepGaps` such a file is kept
 * with its fault.
 */
export async function readMedia(
  templatesDir: string,
  campaign: Pick<Campaign, 'id' | 'posts' | 'links'>,
  { keepGaps = false }: Pick<LoadOptions, 'keepGaps'> = {},
): Promise<ReadonlyMap<string, CampaignFile>> {
  const folder = { label: campaign.id, path: join(templatesDir, campaign.id) };
  const files = new Map<string, CampaignFile>();
  for (const { file, type } of definitionsOf(campaign)) {
    if (files.has(file)) continue;
    try {
      files.set(file, await readFile(folder, file, type));
    } catch (error) {
      if (!(keepGaps && error instanceof InputError)) throw error;
      files.set(file, { fault: error.message });
    }
  }
  return files;
}

async function readFile(folder: Folder, file: string, type: string): Promise<CampaignFile> {
  const path = await locate(folder, file);
  try {
    return { id: await hashFile(path), path, type };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `${folder.label}/${file}: the file cannot be read (${code}): let the user of the bot read it.`,
    );
  }
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
