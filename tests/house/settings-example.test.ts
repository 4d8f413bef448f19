import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HOUSE_SETTINGS } from '../../src/config/house-settings.ts';
import { networks } from '../../src/networks/registry.ts';

const example = readFileSync('.env.example', 'utf8');
/** Networks that have a section; a network that is tried out needs none yet. */
const explained = networks.filter(({ title }) => example.includes(`# ── ${title} ──`));
const settings = [...HOUSE_SETTINGS, ...explained.flatMap(network => network.settings)];

test('.env.example has a section for each network that the campaign is made for', () => {
  const titles = explained.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(['Telegram', 'Bluesky', 'Mastodon', 'X']));
});

test.each(settings.map(setting => [setting.name, setting] as const))(
  '.env.example explains %s',
  (name, setting) => {
    expect(example).toContain(`# ${setting.description}`);
    expect(example).toMatch(new RegExp(`^#?${name}=${setting.default ?? ''}$`, 'm'));
  },
);

test('.env.example names no setting that is unknown', () => {
  const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(match => match[1]);
  expect(named.sort()).toEqual(settings.map(({ name }) => name).sort());
});
