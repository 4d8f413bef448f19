import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Media } from '../../src/domain/media.ts';

export interface MediaFolder extends AsyncDisposable {
  write(name: string, type: string, bytes: Uint8Array): Promise<Media>;
}

/** A folder with files as a campaign has them. */
export async function mediaFolder(): Promise<MediaFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-media-'));
  return {
    async write(name, type, bytes) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return { id: createHash('sha256').update(bytes).digest('hex'), path, type, alt: 'What it shows.' };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
