import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHouseFile } from '../../src/config/house-file.ts';
import { networks } from '../../src/networks/registry.ts';

async function read(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-house-'));
  await writeFile(join(folder, 'solidarity.yaml'), text);
  const faults: string[] = [];
  const file = readHouseFile(folder, networks, faults);
  await rm(folder, { recursive: true });
  return { ...file, faults };
}

test('places and budgets', async () => {
  const text = `places:
  - { id: telegram-ru-brest, network: telegram, language: ru, address: "@brest" }
budgets:
  x: { amount: 20, currency: USD }
`;
  expect(await read(text)).toEqual({
    places: [{ id: 'telegram-ru-brest', network: 'telegram', language: 'ru', address: '@brest' }],
    budgets: [{ network: 'x', amount: 20, currency: 'USD', per: 'month' }],
    faults: [],
  });
});

test.each([
  ['budgets:\n  y: { amount: 20, currency: USD }', /unknown network "y"/],
  ['budgets:\n  x: { amount: -1, currency: USD }', /^solidarity\.yaml:2: budgets\.x\.amount: .*per: month/],
  ['budgets:\n  x: { amount: 1, currency: dollars }', /is no currency/],
  ['budgets:\n  x: { amount: 1, currency: USD, per: day }', /budgets\.x\.per/],
  ['places:\n  - { id: a b, network: x, language: en }', /^solidarity\.yaml:2: places\.0\.id: is no name/],
  ['other: 1', /places and budgets/],
])('%j is a fault with its line', async (text, sentence) => {
  const { faults } = await read(text);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(sentence);
});
