import { extname } from 'node:path';
import { z } from 'zod';
import type { Language } from '../domain/language.ts';
import { group, inLanguages, line, textLike } from './schema-parts.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.mp4': 'video/mp4',
};

/** A picture or a video with what it shows, for those who cannot see it. `keepGaps`: it may lack that, to be shown as missing. */
export function mediaSchema(languages: readonly Language[], keepGaps = false) {
  const endings = Object.keys(TYPES).join(', ');
  return group({
    file: textLike(`the name of a file (${endings})`, name => mediaType(name) !== undefined),
    alt: keepGaps
      ? z.record(z.string(), z.string().catch('')).catch({})
      : inLanguages(languages, line('what the picture shows')),
  });
}

export function mediaType(file: string): string | undefined {
  return TYPES[extname(file).toLowerCase()];
}
