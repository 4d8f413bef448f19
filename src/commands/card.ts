import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { makeCard } from '../campaign/make-card.ts';
import { FIGURE_CARD_SIZES, type FigureCardSize } from '../domain/figure-card.ts';
import { InputError } from '../domain/input-error.ts';
import { type AddCommand, type CommandContext, examples } from './command.ts';

interface CardOptions {
  readonly campaign?: string;
  readonly language?: string;
  readonly size: FigureCardSize;
  readonly out?: string;
  readonly json?: true;
}

export const addCard: AddCommand = (program, context) => {
  program
    .command('card')
    .description('draw figures as a picture with their dates and sources; prints its path and its alt text')
    .argument(
      '<figure...>',
      'one to four figures, as figures.yaml names them; one with a history gets a line chart',
    )
    .option('-c, --campaign <campaign>', 'whose figures; needed where there are several campaigns')
    .option('-l, --language <language>', "the card's language; the campaign's first one unless told")
    .addOption(
      new Option('-s, --size <size>', 'wide: 1200 × 675 pixels, square: 1080 × 1080')
        .choices(Object.keys(FIGURE_CARD_SIZES))
        .default('wide'),
    )
    .option('-o, --out <file>', 'where the PNG goes; <figure>.<language>.png in this folder unless told')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'solidarity card women_in_custody',
        'solidarity card women_in_custody women_house_arrest --language ru --size square --out women.png',
        'solidarity card total_in_custody --campaign may-21 --json',
      ),
    )
    .action((figures: readonly string[], options: CardOptions) => card(context, figures, options));
};

async function card(
  context: CommandContext,
  figures: readonly string[],
  { out, json, size, ...request }: CardOptions,
): Promise<void> {
  const made = await makeCard(await context.openStudio(), { ...request, figures, size });
  const { campaign, language, alt, png } = made;
  const path = resolve(out ?? `${figures[0]}.${language}.png`);
  await writeFile(path, png).catch(() => {
    throw new InputError(`${path} cannot be written: name another file with --out.`);
  });
  const report = {
    path,
    alt,
    campaign,
    figures,
    language,
    size,
    ...FIGURE_CARD_SIZES[size],
    bytes: png.length,
  };
  context.print(json ? JSON.stringify(report, null, 2) : `${path}\n${alt}`);
}
