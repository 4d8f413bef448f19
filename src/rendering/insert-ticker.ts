import type { Campaign, TextFile } from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';

const PLACE = /\{\{-?\s*ticker\s*-?\}\}/g;

/** The first paragraph of the campaign's ticker in a language, on one line so that the lines after it keep their numbers. */
export function tickerLine({ ticker, posts }: Campaign, language: Language): string | undefined {
  const post = ticker && posts.find(({ name }) => name === ticker.post);
  const [paragraph] = post?.texts[language]?.text.source.trim().split(/\n\s*\n/) ?? [];
  return paragraph?.replaceAll('\n', ' ');
}

/** The text with the line of figures where it wants it: `{{ ticker }}`. Where there is none, the name stays unknown. */
export function insertTicker(file: TextFile, line: string | undefined): TextFile {
  if (line === undefined || !file.source.includes('ticker')) return file;
  return { ...file, source: file.source.replace(PLACE, () => line) };
}
