import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandContext } from '../../src/commands/command.ts';
import { addFigures } from '../../src/commands/figures.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openFigures } from '../../src/wiring/open-figures.ts';
import { baseFigure } from '../figures/reading.ts';
import { campaignOf } from '../rendering/sample.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const SET = ['set', 'women', '201', '--as-of', '2026-11-20'];

/** What `solidarity figures <args>` prints. */
async function run(...args: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const figures = ['women', 'minors', 'men'].map(id => baseFigure({ id }));
  const { campaign } = campaignOf({ text: 'x', figures });
  const settings = { dataDir: '/nonexistent', databaseUrl: database.url };
  const context: Partial<CommandContext> = {
    openFigures: () => openFigures(settings, [campaign], silentLog),
    print: text => void printed.push(text),
    exitCode: () => {},
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addFigures(program, context as CommandContext);
  for (const command of program.commands.flatMap(({ commands }) => commands)) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  await program.parseAsync(['figures', ...args], { from: 'user' });
  return printed.join('\n');
}

const json = async (...args: readonly string[]) => JSON.parse(await run(...args, '--json'));

test('a value is set, shown, taken back, and its history kept; each as words and as JSON', async () => {
  expect(await run('list')).toMatch(/women +198 +2024-03-26 +stale +file/);
  const source = ['--source-name', 'Viasna', '--source-url', 'https://spring96.org/'];
  expect(await run(...SET, ...source)).toBe(
    'In force: women = 201, as of 2026-11-20, https://spring96.org/.',
  );
  expect(await run(...SET, ...source)).toMatch(/^The same was said before\. In force: women = 201/);
  const [listed] = await json('list');
  expect(listed).toMatchObject({
    id: 'women',
    value: 201,
    setBy: 'terminal',
    source: { name: { en: 'Viasna' } },
  });
  expect(await json('undo', 'women')).toMatchObject({
    reading: { number: 1, state: 'undone', decidedBy: 'terminal' },
    figure: { value: 198, setBy: 'file', setAt: null },
  });
  expect(await json('confirm', 'women', '1')).toMatchObject({ figure: { value: 201 } });
  const shown = await json('show', 'women');
  expect(shown.history).toMatchObject([{ number: 1, value: 201, state: 'confirmed', by: 'terminal' }]);
  expect(shown.earlier).toMatchObject([{ value: 198, asOf: '2024-03-26' }]);
  expect(await run('show', 'women')).toContain('confirmed by terminal');
  expect((await run('export')).split('\n').filter(line => /^campaign|,women,/.test(line))).toEqual([
    'campaign,figure,value,asOf,sourceUrl,state,by,at,why',
    expect.stringMatching(/^sample,women,201,2026-11-20,https:\/\/spring96.org\/,confirmed,terminal,20/),
    'sample,women,198,2024-03-26,https://belaruswomen.org/,confirmed,file,,',
  ]);
});

test('a value that jumps waits, and says how to confirm it', async () => {
  const jump = ['set', 'minors', '2010', '--as-of', '2026-11-20'];
  expect(await run(...jump)).toBe(
    [
      'Reading 2 waits to be confirmed, since it jumps from 198 to 2010, by more than 39.',
      'If it is right: solidarity figures confirm minors 2',
      'In force: minors = 198, as of 2024-03-26, https://belaruswomen.org/.',
    ].join('\n'),
  );
  expect(await run('list')).toContain('1 to confirm');
  expect(await run('confirm', 'minors')).toContain('In force: minors = 2010');
});

test.each([
  [['set', 'women', 'about 201', '--as-of', '2026-11-20'], '"about 201" is no whole number'],
  [['set', 'women', '201'], "required option '--as-of <date>' not specified"],
  [
    ['set', 'others', '201', '--as-of', '2026-11-20'],
    'There is no figure "others": use one of women, minors, men.',
  ],
  [[...SET, '--source-name', 'X'], '--source-name is given without --source-url'],
  [['confirm', 'men'], 'Nothing waits to be confirmed for men'],
  [['confirm', 'women', 'x'], '"x" is no number of a reading'],
  [['undo', 'men'], 'Nothing was set that could be undone for men'],
  [['undo', 'men', '9'], 'men has no reading 9: use one of none yet.'],
  [['fetch'], 'No source is given for the campaigns'],
])('figures %j is refused in one sentence', async (args, sentence) => {
  await expect(run(...args)).rejects.toThrow(sentence);
});
