import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCard } from '../../src/commands/card.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { createCardDescriber } from '../../src/rendering/cards/create-card-describer.ts';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';
import { loadWords } from '../../src/sources/load-words.ts';
import { openCardArtist } from '../../src/wiring/open-card-artist.ts';

let folder: string;
let studio: Awaited<ReturnType<CommandContext['openStudio']>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cards-'));
  const [campaigns, words] = await Promise.all([loadCampaigns('templates'), loadWords('locales')]);
  const cards = { describeCard: createCardDescriber(words), drawCard: openCardArtist() };
  studio = { campaigns, ...cards } as unknown as typeof studio;
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const context: Partial<CommandContext> = {
    openStudio: async () => studio,
    print: text => void printed.push(text),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addCard(program, context as CommandContext);
  await program.parseAsync(['card', ...args], { from: 'user' });
  return printed.join('\n').replaceAll('\u00a0', ' ');
}

test('writes the PNG and prints its path and its alt text', async () => {
  const out = join(folder, 'women.png');
  expect(await run('women_in_custody', '--language', 'ru', '--size', 'square', '--out', out)).toBe(
    `${out}\nДень солидарности с политическими заключёнными Беларуси. Женщины — политические заключённые под стражей: 198 женщин, на 26 марта 2024 года. Источник: belaruswomen.org. Белорусский женский фонд.`,
  );
  const { format, width, height } = await sharp(await readFile(out)).metadata();
  expect([format, width, height]).toEqual(['png', 1080, 1080]);
});

test('prints one JSON document', async () => {
  const out = join(folder, 'two.png');
  const figures = ['total_in_custody', 'minors_in_custody'];
  const report = JSON.parse(await run(...figures, '--campaign', 'may-21', '--json', '--out', out));
  expect(report).toMatchObject({
    path: out,
    campaign: 'may-21',
    figures,
    language: 'en',
    size: 'wide',
    width: 1200,
    height: 675,
  });
  expect(report.bytes).toBe((await readFile(out)).length);
});

test('says what is wrong in one sentence', async () => {
  await expect(run('nobody')).rejects.toThrow(
    'There is no figure "nobody" in the campaign may-21: use women_in_custody,',
  );
  await expect(run('emigrated', 'emigrated')).rejects.toThrow(
    'A figure card shows one to 4 different figures',
  );
  await expect(run('emigrated', '-c', 'june')).rejects.toThrow(
    'There is no campaign "june": use one of may-21.',
  );
  await expect(run('emigrated', '-l', 'xx')).rejects.toThrow(
    'The language "xx" has no words: use one of be, en, ru.',
  );
  await expect(run('emigrated', '-o', folder)).rejects.toThrow(
    `${folder} cannot be written: name another file with --out.`,
  );
  await expect(run('emigrated', '--size', 'tall')).rejects.toThrow('Allowed choices are wide, square');
});
