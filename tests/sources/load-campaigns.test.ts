import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';
import { readMedia } from '../../src/sources/read-media.ts';
import { changed, FILES, faultsIn, faultsOf, templates } from './campaign-folder.ts';

describe('a campaign folder', () => {
  it('becomes a campaign', async () => {
    await using folder = await templates({ ...FILES, 'sample/note.ru.x.liquid': 'Кратко.' });
    const [campaign, ...others] = await loadCampaigns(folder.path);
    expect(others).toEqual([]);
    expect(campaign).toMatchObject({
      id: 'sample',
      titles: { en: 'Sample', ru: 'Пример' },
      timeZone: 'Europe/Minsk',
      languages: ['en', 'ru'],
      hashtags: [{ tag: 'One' }, { tag: 'Два' }],
      links: [{ id: 'gallery', url: { en: 'https://x.example/en', ru: 'https://x.example/ru' } }],
      occasions: [
        {
          id: 'day',
          rule: { kind: 'yearly', month: 5, day: 21 },
          posts: [{ post: 'note', offsetDays: -7, time: '18:00' }],
        },
      ],
      maxPerHour: 10,
    });
    expect(campaign?.posts).toEqual([
      {
        name: 'note',
        titles: { en: 'Note', ru: 'Заметка' },
        languages: ['en', 'ru'],
        texts: {
          en: { text: { file: 'sample/note.en.liquid', source: 'Hello.' }, byNetwork: {} },
          ru: {
            text: { file: 'sample/note.ru.liquid', source: 'Привет.' },
            byNetwork: { x: { file: 'sample/note.ru.x.liquid', source: 'Кратко.' } },
          },
        },
        card: 'gallery',
        media: [],
        options: { silent: true },
        evergreen: false,
        lateByMs: 3_600_000,
        giveUpAfterMs: 172_800_000,
      },
    ]);
    const source = { name: { en: 'one.example', ru: 'one.example' }, url: 'https://one.example/' };
    expect(campaign?.figures).toMatchObject([
      {
        id: 'women',
        unit: 'person',
        value: { kind: 'exact', value: 198 },
        asOf: '2024-03-26',
        source,
        maxAgeDays: 90,
        earlier: [{ value: { kind: 'more-than', value: 100 }, asOf: '2023', source }],
      },
    ]);
  });

  it('may hold what is no campaign: hidden folders, loose files', async () => {
    await using folder = await templates({
      ...FILES,
      '.git/config': 'x',
      'README.md': 'x',
      'sample/.DS_Store': 'x',
    });
    expect((await loadCampaigns(folder.path)).map(({ id }) => id)).toEqual(['sample']);
  });

  it('lets one post speak a language more than the campaign', async () => {
    const files = changed('campaign.yaml', 'card: gallery', 'languages: [en, ru, be]');
    expect(await faultsIn(files)).toEqual([
      'sample/campaign.yaml:14: posts.note has no text in "be" and is refused whole: add note.be.liquid.',
    ]);
    expect(await faultsIn({ ...files, 'sample/note.be.liquid': 'Вітаю.' })).toEqual([]);
  });
});

describe('a fault is one sentence with file and line', () => {
  it.each([
    [
      'campaign.yaml',
      'timeZone: Europe/Minsk',
      'timeZone: Europe/Minks',
      ':3: timeZone is "Europe/Minks": give an IANA time zone such as Europe/Minsk.',
    ],
    [
      'campaign.yaml',
      'timeZone: Europe/Minsk',
      'timeZone: "+03:00"',
      ':3: timeZone is "+03:00": give an IANA time zone such as Europe/Minsk.',
    ],
    [
      'campaign.yaml',
      'timeZone: Europe/Minsk\n',
      '',
      ':1: timeZone is missing: give an IANA time zone such as Europe/Minsk.',
    ],
    [
      'campaign.yaml',
      'maxPerHour: 10',
      'maxPerHours: 10',
      [
        ':1: maxPerHour is missing: give a whole number of deliveries per hour.',
        ':4: maxPerHours is not known here: use one of title, publisher, languages, timeZone, maxPerHour, minGap, approvals, lateBy, giveUpAfter, hashtags, links, posts, ticker, occasions.',
      ],
    ],
    [
      'campaign.yaml',
      'maxPerHour: 10',
      'maxPerHour: 0',
      ':4: maxPerHour is 0: give a whole number of deliveries per hour.',
    ],
    [
      'campaign.yaml',
      'lateBy: 30m',
      'lateBy: 30 minutes',
      ':5: lateBy is "30 minutes": give a duration such as 30m, 6h or 2d.',
    ],
    [
      'campaign.yaml',
      'hashtags: [One, Два]',
      'hashtags:\n  - One\n  - "#Two"',
      ':9: hashtags.1 is "#Two": give a hashtag without # of letters, digits and underscores, not of digits alone.',
    ],
    [
      'campaign.yaml',
      'hashtags: [One, Два]',
      'hashtags: [One, one]',
      ':7: hashtags.1 is "one", which stands there already: keep one of them.',
    ],
    [
      'campaign.yaml',
      'languages: [en, ru]',
      'languages: [en, russian]',
      ':2: languages.1 is "russian": give a language such as en or ru.',
    ],
    ['campaign.yaml', 'ru: "https://x.example/ru" }', '}', ':10: links.gallery.url has no "ru": add it.'],
    [
      'campaign.yaml',
      'title: { en: Gallery, ru: Галерея }',
      'title: { en: Gallery }',
      ':11: links.gallery.title has no "ru": add it.',
    ],
    [
      'campaign.yaml',
      '    url: { en: "https://x.example/en", ru: "https://x.example/ru" }\n',
      '',
      ':9: links.gallery.url is missing: give an address that starts with https:// or http://.',
    ],
    [
      'campaign.yaml',
      '"https://x.example/en"',
      '"ftp://x.example/en"',
      ':10: links.gallery.url.en is "ftp://x.example/en": give an address that starts with https:// or http://.',
    ],
    [
      'campaign.yaml',
      'card: gallery',
      'card: galery',
      ':16: posts.note.card is "galery", which is no link: use one of gallery.',
    ],
    [
      'campaign.yaml',
      'silent: true',
      'silently: true',
      ':17: posts.note.options.silently is not known here: use one of numbered, silent, pin, sensitive, withoutLinks, topic, visibility, replies, linkPreview, altInCaption.',
    ],
    [
      'campaign.yaml',
      'silent: true',
      'replies: friends',
      ':17: posts.note.options.replies is "friends": give one of everyone, following, mentioned, nobody.',
    ],
    [
      'campaign.yaml',
      'lateBy: 1h',
      'networks: [telegram, myspace]',
      ':18: posts.note.networks.1 is "myspace": give one of telegram, x.',
    ],
    [
      'campaign.yaml',
      'lateBy: 1h',
      'media: [{ file: a.jpg, alt: { en: A face } }]',
      [':18: posts.note.media.0.alt has no "ru": add it.'],
    ],
    [
      'campaign.yaml',
      'lateBy: 1h',
      'media: [{ file: a.tiff, alt: { en: A face, ru: Лицо } }]',
      ':18: posts.note.media.0.file is "a.tiff": give the name of a file (.jpg, .jpeg, .png, .webp, .gif, .mp4).',
    ],
    [
      'campaign.yaml',
      '  note:',
      '  Note One:',
      ':14: posts.Note One is no name here: use small letters, digits and hyphens.',
    ],
    [
      'campaign.yaml',
      'every: 05-21',
      'every: 05-32',
      ':22: occasions.day.every is "05-32": give a day such as 05-21, "last sunday of 05", "first monday", "day 26" or "last day".',
    ],
    [
      'campaign.yaml',
      '-7d 18:00',
      '-7d 25:00',
      ':24: occasions.day.posts.0.at is "-7d 25:00": give a moment such as "-7d 18:00" or "0d 09:00".',
    ],
    [
      'campaign.yaml',
      'post: note',
      'post: notes',
      ':24: occasions.day.posts.0.post is "notes", which is no post: use one of note.',
    ],
    [
      'campaign.yaml',
      'maxPerHour: 10',
      'maxPerHour: 10\nmaxPerHour: 20',
      ':5: the key "maxPerHour" stands twice: keep one of them.',
    ],
    [
      'campaign.yaml',
      'languages: [en, ru]',
      'languages: [en, ru',
      /^:3: this is no YAML \(.+\): correct it\.$/,
    ],
    [
      'campaign.yaml',
      'title: { en: Sample, ru: Пример }',
      'title: !!js/function x',
      /^:1: this is no YAML \(Unresolved tag.+\): correct it\.$/,
    ],
    [
      'figures.yaml',
      'asOf: 2024-03-26',
      'asOf: 2024-02-30',
      ':11: figures.women.asOf is "2024-02-30": give a date such as 2024-03-26, 2024-03, 2024 or a period such as 2021/2022.',
    ],
    [
      'figures.yaml',
      'asOf: 2024-03-26',
      'asOf: 2024/2021',
      ':11: figures.women.asOf is "2024/2021": give a date such as 2024-03-26, 2024-03, 2024 or a period such as 2021/2022.',
    ],
    [
      'figures.yaml',
      'value: 198',
      'value: 1,593',
      ':10: figures.women.value is "1,593": give a whole number, { moreThan: 45000 }, { lessThan: 10 } or { from: 1000, to: 2000 }.',
    ],
    [
      'figures.yaml',
      'value: 198',
      'value: { from: 5, to: 2 }',
      /^:10: figures\.women\.value .*: give a whole number, /,
    ],
    ['figures.yaml', 'few: женщины, ', '', ':9: figures.women.noun.ru has no form "few": add it.'],
    [
      'figures.yaml',
      'one: woman, ',
      'one: woman, few: women, ',
      ':8: figures.women.noun.en.few is no plural form of "en": use one of one, other.',
    ],
    [
      'figures.yaml',
      'source: one',
      'source: two',
      ':12: figures.women.source is "two", which is no source: use one of one.',
    ],
    [
      'figures.yaml',
      'asOf: 2023',
      'asOf: 2025',
      ':15: figures.women.earlier.0.asOf is not before 2024-03-26: put the newest first.',
    ],
    [
      'figures.yaml',
      'maxAge: 90d',
      'maxAge: 12h',
      ':13: figures.women.maxAge is "12h": give a number of days such as 90d.',
    ],
    [
      'figures.yaml',
      'maxAge: 90d',
      'maxAge: 90d\n    maxChange: 1.5',
      ':14: figures.women.maxChange is 1.5: give a share such as 20% or a whole number.',
    ],
    [
      'figures.yaml',
      'maxAge: 90d',
      'maxAge: 90d\n    fetch: [{ kind: xml, url: "https://x.example/", value: /a, date: fetched }]',
      ':14: figures.women.fetch.0.kind is none that is known: give json, html or csv.',
    ],
    [
      'figures.yaml',
      'maxAge: 90d',
      'maxAge: 90d\n    fetch: [{ kind: json, url: "ftp://x.example/", value: { pointer: a }, date: today, source: two }]',
      [
        ':14: figures.women.fetch.0.date is "today": give where the date stands, as for value, or "fetched".',
        ':14: figures.women.fetch.0.url is "ftp://x.example/": give an address that starts with https:// or http://.',
        ':14: figures.women.fetch.0.value.pointer is "a": give a JSON Pointer such as /women/total.',
      ],
    ],
    [
      'figures.yaml',
      'value: 198',
      'value: { from: 1, to: 2 }\n    fetch: [{ kind: json, url: "https://x.example/", value: { pointer: /a }, date: fetched }]',
      ':11: figures.women.fetch gives one number where the value is a range: take it out.',
    ],
    [
      'figures.yaml',
      'maxAge: 90d',
      'maxAge: 90d\n    fetch: [{ kind: html, url: "https://x.example/", value: { selector: b, pattern: x }, date: fetched }]',
      ':14: figures.women.fetch.0.value.pattern is "x": give a regular expression with a group, such as "total: ([0-9 ]+)".',
    ],
    [
      'figures.yaml',
      'sources:',
      'allowHosts: [http://x]\nsources:',
      ':1: allowHosts.0 is "http://x": give a host such as figures.example or 192.168.1.5:8080.',
    ],
    [
      'campaign.yaml',
      'hashtags:',
      'ticker: { post: tick }\nhashtags:',
      ':7: ticker.post is "tick", which is no post: use one of note.',
    ],
    [
      'figures.yaml',
      '  women:',
      '  women-all:',
      ':4: figures.women-all is no name here: use small letters, digits and underscores.',
    ],
    [
      'figures.yaml',
      'title: { en: women, ru: женщины }',
      'title: { en: women, ru: "" }',
      ':5: figures.women.title.ru is "": give what the figure is about.',
    ],
  ])('%s: %s → %s', async (file, from, to, expected) => {
    const faults = await faultsIn(changed(file, from, to), ['telegram', 'x']);
    const withoutFile = faults.map(fault => fault.replace(`sample/${file}`, ''));
    if (expected instanceof RegExp) {
      expect(withoutFile).toHaveLength(1);
      expect(withoutFile[0]).toMatch(expected);
    } else {
      expect(withoutFile.toSorted()).toEqual([expected].flat().toSorted());
    }
  });

  it('of a missing text: the post is refused whole', async () => {
    const { 'sample/note.ru.liquid': _, ...rest } = FILES;
    expect(await faultsIn(rest)).toEqual([
      'sample/campaign.yaml:14: posts.note has no text in "ru" and is refused whole: add note.ru.liquid.',
    ]);
  });

  it.each([
    [
      'other.en.liquid',
      'there is no post "other": add it under "posts" in campaign.yaml, or take the file away',
    ],
    [
      'note.de.liquid',
      'the post "note" is not in "de": add it to "languages" in campaign.yaml, or take the file away',
    ],
    [
      'note.en.myspace.liquid',
      'there is no network "myspace": use one of telegram, x, or take the file away',
    ],
    [
      'note.liquid',
      'the name says no post and language: name it <post>.<language>.liquid or <post>.<language>.<network>.liquid',
    ],
  ])('of a text that nobody reads: %s', async (name, what) => {
    expect(await faultsIn({ ...FILES, [`sample/${name}`]: 'x' }, ['telegram', 'x'])).toEqual([
      `sample/${name}:1: ${what}.`,
    ]);
  });

  it('of a file that is not there, not UTF-8 or too large', async () => {
    const { 'sample/figures.yaml': _, ...rest } = FILES;
    expect(
      await faultsIn({
        ...rest,
        'sample/note.en.liquid': new Uint8Array([0xff, 0xfe, 0xff]),
        'sample/note.ru.liquid': 'я'.repeat(300_000),
      }),
    ).toEqual([
      'sample/note.en.liquid: the file is not UTF-8: save it as UTF-8.',
      'sample/note.ru.liquid: the file is larger than 512 KiB: make it shorter.',
      'sample/figures.yaml: there is no such file: add it or correct the name.',
    ]);
  });

  it('of every campaign at once', async () => {
    const { 'sample/campaign.yaml': _, ...broken } = changed('figures.yaml', 'maxAge: 90d', 'maxAge: 0d');
    const files = { ...broken, 'Second One/campaign.yaml': 'x', 'third/campaign.yaml': 'languages: [en]' };
    const faults = await faultsIn(files);
    expect(faults.filter(fault => fault.startsWith('sample/'))).toEqual([
      'sample/campaign.yaml: there is no such file: add it or correct the name.',
    ]);
    expect(faults).toContain(
      'Second One: this is no name of a campaign: use small letters, digits and hyphens.',
    );
    expect(faults).toContain('third/campaign.yaml:1: title is missing: give a value for each language (en).');
  });

  it('of a document that grows without end', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
      .concat(
        Array.from(
          { length: 8 },
          (_, n) => `${'bcdefghi'[n]}: &${'bcdefghi'[n]} [${Array(9).fill(`*${'abcdefgh'[n]}`)}]`,
        ),
      )
      .join('\n');
    expect(await faultsIn({ ...FILES, 'sample/figures.yaml': bomb })).toEqual([
      'sample/figures.yaml:1: there are too many aliases: write the values out.',
    ]);
  });

  it('of a folder without campaigns', async () => {
    await using folder = await templates({ 'README.md': 'x' });
    await expect(loadCampaigns(folder.path)).rejects.toThrow(
      /^There is no campaign in templates-.*: add a folder/,
    );
    await expect(loadCampaigns(join(folder.path, 'none'))).rejects.toThrow(/cannot be read: create it/);
  });
});

describe('nothing outside the folder is read', () => {
  it('through a symbolic link', async () => {
    await using folder = await templates({ ...FILES, 'secret.txt': 'secret' });
    const { path } = folder;
    await symlink(join(path, 'secret.txt'), join(path, 'sample', 'note.en.x.liquid'));
    await symlink(join(path, 'sample'), join(path, 'other'));
    expect(await faultsOf(path)).toEqual([
      'other: a campaign cannot be a symbolic link: put the folder itself there.',
      "sample/note.en.x.liquid: the link leads out of the campaign's folder: put the file itself into sample/.",
    ]);
  });

  it.each(['../secret.jpg', '/etc/secret.jpg', 'a/../../secret.jpg', '..\\secret.jpg'])(
    'by the name %s',
    async name => {
      const media = `media: [{ file: '${name}', alt: { en: A, ru: Б } }]`;
      expect(await faultsIn(changed('campaign.yaml', 'lateBy: 1h', media))).toEqual([
        `sample/${name}: the name leads out of the campaign's folder: put the file into sample/.`,
      ]);
    },
  );
});

describe('media', () => {
  it('is named by the hash of its bytes, when it is asked for', async () => {
    const media = 'media: [{ file: faces/a.JPG, alt: { en: A face, ru: Лицо } }]';
    await using folder = await templates(changed('campaign.yaml', 'lateBy: 1h', media));
    await mkdir(join(folder.path, 'sample', 'faces'));
    await writeFile(join(folder.path, 'sample', 'faces', 'a.JPG'), 'bytes');
    const [campaign] = await loadCampaigns(folder.path);
    if (campaign === undefined) throw new Error('no campaign');
    const file = (await readMedia(folder.path, campaign)).get('faces/a.JPG');
    expect(file).toEqual({
      id: createHash('sha256').update('bytes').digest('hex'),
      path: expect.stringMatching(/sample\/faces\/a\.JPG$/),
      type: 'image/jpeg',
    });
  });

  it('that is not there is a fault', async () => {
    const media = 'media: [{ file: a.jpg, alt: { en: A face, ru: Лицо } }]';
    expect(await faultsIn(changed('campaign.yaml', 'lateBy: 1h', media))).toEqual([
      'sample/a.jpg: there is no such file: add it or correct the name.',
    ]);
  });
});
