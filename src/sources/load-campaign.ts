import type { Campaign } from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';
import { campaignFrom, spokenLanguages } from './campaign-from.ts';
import { campaignSchema, languagesSchema } from './campaign-schema.ts';
import { checkFigures, checkReferences } from './check-references.ts';
import { checkTexts } from './check-texts.ts';
import { FaultCollector } from './collect-faults.ts';
import { type Folder, listFiles, locate, readText } from './folder.ts';
import { type LoadedFigures, loadFigures } from './load-figures.ts';
import type { LoadOptions } from './load-options.ts';
import { type NamedText, parseTextName } from './match-texts.ts';
import { readYaml, validate } from './read-yaml.ts';

/** One campaign's folder. Throws `InputErrors` with every fault in it. */
export async function loadCampaign(folder: Folder, options: LoadOptions): Promise<Campaign> {
  const faults = new FaultCollector();
  const names = await listFiles(folder);
  const texts = await readTexts(folder, names, faults);
  const file = await faults.attempt(async () =>
    readYaml(`${folder.label}/campaign.yaml`, await readText(folder, 'campaign.yaml')),
  );
  const languages = file && (await faults.attempt(() => validate(file, languagesSchema).languages));
  const content =
    file && languages && (await faults.attempt(() => validate(file, campaignSchema(languages, options))));
  const figures =
    languages &&
    (await readFigures(folder, languages, content ? spokenLanguages(content) : languages, faults));
  if (file && content) {
    faults.add(...checkReferences(file, content), ...checkTexts(file, content, names, options));
    if (figures) faults.add(...checkFigures(file, content, figures.figures));
    if (!options.keepGaps) {
      for (const picture of picturesOf(content)) await faults.attempt(() => locate(folder, picture));
    }
  }
  faults.throwIfAny();
  if (content === undefined || figures === undefined) throw new TypeError('A fault was not collected');
  return campaignFrom(folder.label, content, figures, texts);
}

async function readTexts(
  folder: Folder,
  names: readonly string[],
  faults: FaultCollector,
): Promise<readonly NamedText[]> {
  const texts: NamedText[] = [];
  for (const name of names) {
    const said = parseTextName(name);
    if (said === undefined) continue;
    const source = await faults.attempt(() => readText(folder, name));
    if (source !== undefined) texts.push({ ...said, file: `${folder.label}/${name}`, source });
  }
  return texts;
}

function readFigures(
  folder: Folder,
  languages: readonly Language[],
  spoken: readonly Language[],
  faults: FaultCollector,
): Promise<LoadedFigures | undefined> {
  return faults.attempt(async () =>
    loadFigures(`${folder.label}/figures.yaml`, await readText(folder, 'figures.yaml'), languages, spoken),
  );
}

function picturesOf({ links = {}, posts }: Parameters<typeof checkReferences>[1]): readonly string[] {
  const thumbnails = Object.values(links).flatMap(({ thumbnail }) => (thumbnail ? [thumbnail.file] : []));
  const media = Object.values(posts).flatMap(({ media = [] }) => media.map(({ file }) => file));
  return [...new Set([...thumbnails, ...media])];
}
