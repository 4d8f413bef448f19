import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';
import { CAMPAIGN_YAML, FILES, faultsIn, templates } from './campaign-folder.ts';

const OCCASIONS = /occasions:.*/s;

function withOccasion(text: string): string {
  const lines = text.split('\n').map(line => `    ${line}`);
  return CAMPAIGN_YAML.replace(
    OCCASIONS,
    `occasions:\n  day:\n    title: { en: Day, ru: День }\n${lines.join('\n')}\n`,
  );
}

async function load(yaml: string) {
  await using folder = await templates({ ...FILES, 'sample/campaign.yaml': yaml });
  const [campaign] = await loadCampaigns(folder.path);
  return campaign?.occasions[0];
}

const AT_9 = 'posts: [{ post: note, at: 0d 09:00 }]';

test.each([
  ['every: 05-21', { kind: 'yearly', month: 5, day: 21 }],
  ['every: 02-29', { kind: 'yearly', month: 2, day: 29 }],
  ['every: last sunday of 05', { kind: 'weekday', weekday: 7, nth: -1, month: 5 }],
  ['every: second monday', { kind: 'weekday', weekday: 1, nth: 2 }],
  ['every: day 26', { kind: 'monthly', day: 26 }],
  ['every: last day', { kind: 'monthly', day: 'last' }],
  ['on: 2027-06-01', { kind: 'once', date: '2027-06-01' }],
  ['cron: "0 9 * * 1"', { kind: 'cron', line: '0 9 * * 1' }],
  ['changes: [women]', { kind: 'change', figures: ['women'] }],
])('%s', async (written, rule) => {
  expect((await load(withOccasion(`${written}\n${AT_9}`)))?.rule).toEqual(rule);
});

test('an occasion with everything that it may have', async () => {
  const text = `every: 05-21
timeZone: Europe/Vilnius
from: 2026
until: 2035
skip: [2028-05-21]
also: [2028-05-22]
elsewhere: [{ networks: [x], timeZone: Europe/Brussels }]
posts:
  - post: note
    at: 0d 09:00
    elsewhere: [{ places: [main], languages: [ru], at: -1d 08:00, timeZone: Europe/Minsk }]`;
  expect(await load(withOccasion(text))).toEqual({
    id: 'day',
    titles: { en: 'Day', ru: 'День' },
    rule: { kind: 'yearly', month: 5, day: 21 },
    timeZone: 'Europe/Vilnius',
    fromYear: 2026,
    untilYear: 2035,
    skip: ['2028-05-21'],
    also: ['2028-05-22'],
    elsewhere: [{ networks: ['x'], timeZone: 'Europe/Brussels' }],
    posts: [
      {
        post: 'note',
        offsetDays: 0,
        time: '09:00',
        elsewhere: [
          { places: ['main'], languages: ['ru'], offsetDays: -1, time: '08:00', timeZone: 'Europe/Minsk' },
        ],
      },
    ],
  });
});

test.each([
  ['every: sixth sunday', ':22: occasions.day.every is "sixth sunday": give a day such as'],
  ['every: 02-30', ':22: occasions.day.every is "02-30": give a day such as'],
  ['on: 2027-02-29', ':22: occasions.day.on is "2027-02-29": give a date such as 2027-05-21.'],
  ['cron: "0 9 * *"', ':22: occasions.day.cron is "0 9 * *": give a cron line of five fields'],
  ['cron: "0 9 31 2 *"', ':22: occasions.day.cron is "0 9 31 2 *": give a cron line of five fields'],
  ['changes: [men]', ':22: occasions.day.changes.0 is "men", which is no figure: use one of women.'],
  ['every: 05-21\non: 2027-05-21', 'occasions.day has every and on: give one of every, on, cron, changes.'],
  ['from: 2027', 'occasions.day has no day: give one of every, on, cron, changes.'],
  ['cron: "0 9 * * 1"\nalso: [2027-05-21]', 'occasions.day.also goes with every and on only'],
])('a fault: %s', async (written, sentence) => {
  const yaml = withOccasion(`${written}\n${AT_9}`);
  const faults = await faultsIn({ ...FILES, 'sample/campaign.yaml': yaml });
  expect(faults).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  ['posts: [{ post: note, at: 0d }]', 'occasions.day.posts.0.at has no time: give one'],
  [
    'posts: [{ post: note, at: 0d 09:00 }, { post: note, at: 1d 09:00 }]',
    'occasions.day.posts.1.post is "note", which stands there already',
  ],
])('a fault of its posts: %s', async (posts, sentence) => {
  const yaml = withOccasion(`every: 05-21\n${posts}`);
  const faults = await faultsIn({ ...FILES, 'sample/campaign.yaml': yaml });
  expect(faults).toEqual([expect.stringContaining(sentence)]);
});

test('the occasion of docs/writing-a-campaign.md is one without a fault', async () => {
  const page = await readFile('docs/writing-a-campaign.md', 'utf8');
  const [, example] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block ?? '');
  const yaml = CAMPAIGN_YAML.replace(OCCASIONS, (example ?? '').replace('post: morning', 'post: note'));
  expect(await faultsIn({ ...FILES, 'sample/campaign.yaml': yaml })).toEqual([]);
});
