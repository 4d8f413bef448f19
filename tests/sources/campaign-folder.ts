import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputErrors } from '../../src/domain/input-error.ts';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';

export const CAMPAIGN_YAML = `title: { en: Sample, ru: Пример }
languages: [en, ru]
timeZone: Europe/Minsk
maxPerHour: 10
lateBy: 30m
giveUpAfter: 2d
hashtags: [One, Два]
links:
  gallery:
    url: { en: "https://x.example/en", ru: "https://x.example/ru" }
    title: { en: Gallery, ru: Галерея }
    description: { en: Faces, ru: Лица }
posts:
  note:
    title: { en: Note, ru: Заметка }
    card: gallery
    options: { silent: true }
    lateBy: 1h
occasions:
  day:
    title: { en: Day, ru: День }
    every: 05-21
    posts:
      - { post: note, at: -7d 18:00 }
`;

export const FIGURES_YAML = `sources:
  one: { name: one.example, url: "https://one.example/" }
figures:
  women:
    title: { en: women, ru: женщины }
    unit: person
    noun:
      en: { one: woman, other: women }
      ru: { one: женщина, few: женщины, many: женщин, other: женщины }
    value: 198
    asOf: 2024-03-26
    source: one
    maxAge: 90d
    earlier:
      - { value: { moreThan: 100 }, asOf: 2023 }
`;

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const FILES: Files = {
  'sample/campaign.yaml': CAMPAIGN_YAML,
  'sample/figures.yaml': FIGURES_YAML,
  'sample/note.en.liquid': 'Hello.',
  'sample/note.ru.liquid': 'Привет.',
};

/** A templates' folder that is gone at the end of the scope. */
export async function templates(files: Files = FILES): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'templates-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** What is wrong with these files; none of them where nothing is. */
export async function faultsIn(files: Files, networks?: readonly string[]): Promise<readonly string[]> {
  await using folder = await templates(files);
  return await faultsOf(folder.path, networks);
}

export async function faultsOf(path: string, networks?: readonly string[]): Promise<readonly string[]> {
  try {
    await loadCampaigns(path, networks === undefined ? {} : { networks });
  } catch (error) {
    if (error instanceof InputErrors) return error.faults;
    throw error;
  }
  return [];
}

/** The sample with one file changed. */
export function changed(file: string, from: string, to: string): Files {
  const text = String(FILES[`sample/${file}`]);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { ...FILES, [`sample/${file}`]: text.replace(from, to) };
}
