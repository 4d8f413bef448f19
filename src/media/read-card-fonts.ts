import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const FAMILY = '@expo-google-fonts/source-sans-3';
const FILES = { regular: '400Regular/SourceSans3_400Regular.ttf', bold: '700Bold/SourceSans3_700Bold.ttf' };

/** The files of the typeface of figure cards: Source Sans 3, which has Latin, Cyrillic and Greek. */
export async function readCardFonts(): Promise<Record<keyof typeof FILES, ArrayBuffer>> {
  const [regular, bold] = await Promise.all([read(FILES.regular), read(FILES.bold)]);
  return { regular, bold };
}

async function read(file: string): Promise<ArrayBuffer> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(`${FAMILY}/${file}`));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
