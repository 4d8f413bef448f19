import { extname } from 'node:path';
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

/** A picture or a video with what it shows, for those who cannot see it. */
export function mediaSchema(languages: readonly Language[]) {
  const endings = Object.keys(TYPES).join(', ');
  return group({
    file: textLike(`the name of a file (${endings})`, name => mediaType(name) !== undefined),
    alt: inLanguages(languages, line('what the picture shows')),
  });
}

export function mediaType(file: string): string | undefined {
  return TYPES[extname(file).toLowerCase()];
}
