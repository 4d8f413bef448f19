import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandboxPage } from '../../../src/sandbox/page/create-sandbox-page.ts';
import type { ChatMessage, SandboxChat } from '../../../src/sandbox/sandbox-chat.ts';
import type { SandboxNetwork } from '../../../src/sandbox/sandbox-network.ts';
import type { TimelinePost } from '../../../src/sandbox/timeline.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openWeb, type Web } from '../../../src/web/open-web.ts';

const posts: TimelinePost[] = [
  {
    network: 'mastodon',
    place: '@solidarity',
    id: '7',
    at: new Date('2027-05-21T07:00:00Z'),
    text: 'Free <them> all',
    marks: [],
    language: 'en',
    media: [
      { id: 'm', type: 'image/png', bytes: new Uint8Array([1, 2, 3]), alt: 'A "field"' },
      { id: 'n', type: 'text/html', bytes: new Uint8Array([4]) },
    ],
    card: { url: 'https://belaruswomen.org/', title: 'Card', description: 'About' },
  },
];
const listeners = new Set<() => void>();
const change = () => {
  for (const listener of listeners) listener();
};
const onChange = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const network = { name: 'mastodon', timeline: () => posts, onChange } as unknown as SandboxNetwork;

const messages: ChatMessage[] = [
  {
    id: 3,
    from: 'bot',
    at: new Date(0),
    text: 'Is it there?',
    marks: [],
    buttons: [[{ text: 'Yes', data: 'settle:x there' }]],
  },
];
const done: unknown[] = [];
const chat: SandboxChat = {
  name: 'The admin',
  messages: () => messages,
  commands: language => [{ command: 'queue', description: language === 'ru' ? 'очередь' : 'queue' }],
  send: (...args) => void done.push(args),
  press: async (...args) => {
    done.push(args);
    return 'Thank you';
  },
  sendFiles: async (files, ...args) => void done.push([files.map(({ name }) => name), ...args]),
  onChange,
};
const second: SandboxChat = {
  ...chat,
  name: 'A second',
  send: (...args) => void done.push(['second', ...args]),
};

let web: Web;
beforeAll(async () => {
  const app = createSandboxPage({
    networks: [network],
    chats: [chat, second],
    localesFolder: 'locales',
    timeZone: 'Europe/Warsaw',
  });
  web = await openWeb({
    host: '127.0.0.1',
    port: 0,
    checks: [],
    mounts: [{ path: '/', app }],
    log: silentLog,
  });
});
afterAll(() => web.close());

const write = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${web.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('the page shows posts, pictures, cards and the chat, and loads nothing from elsewhere', async () => {
  const response = await fetch(web.url);
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'/,
  );
  expect(page).toContain('Free &lt;them&gt; all');
  expect(page).toContain('alt="A &quot;field&quot;"');
  expect(page).toContain('21 May, 09:00');
  expect(page).toContain('href="https://belaruswomen.org/"');
  expect(page).toContain('data-press="settle:x there"');
  expect(page).not.toMatch(/(src|href)="(?:https?:)?\/\/(?!belaruswomen)/);
  expect(page).not.toMatch(/ on\w+=| style=/);
  for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]*\.(?:js|css|svg))"/g)) {
    expect((await fetch(`${web.url}${path}`)).status).toBe(200);
  }
});

test('the language of the address is the one shown', async () => {
  expect(await (await fetch(`${web.url}/?language=ru`)).text()).toContain('data-shown="ru"');
  expect(await (await fetch(`${web.url}/?language="><script>`)).text()).toContain('data-shown="all"');
});

const read = async (query: string, languages?: string) => {
  const headers: Record<string, string> = languages === undefined ? {} : { 'accept-language': languages };
  return fetch(`${web.url}/${query}`, { headers });
};

test.each([
  ['', undefined, 'en', 'Rehearsal', 'Send'],
  ['', 'de-DE,de;q=0.9', 'en', 'Rehearsal', 'Send'],
  ['', 'de,en;q=0.3,ru-RU;q=0.8', 'ru', 'Репетиция', 'Отправить'],
  ['', 'be-BY', 'be', 'Рэпетыцыя', 'Даслаць'],
  ['', 'ru;q=0', 'en', 'Rehearsal', 'Send'],
  ['?in=be', 'ru', 'be', 'Рэпетыцыя', 'Даслаць'],
  ['?in="><script>', 'ru', 'ru', 'Репетиция', 'Отправить'],
])('the page at /%s speaks, to who reads %s, in %s', async (query, languages, language, heading, send) => {
  const response = await read(query, languages);
  const page = await response.text();
  expect(page).toMatch(new RegExp(`<html lang="${language}"`));
  expect(page).toContain(`<h1>${heading}</h1>`);
  expect(page).toContain(`<button type="submit">${send}</button>`);
  expect(page).toMatch(new RegExp(`<option value="${language}" lang="${language}" selected`));
  expect(page).not.toContain('<script>');
  expect(response.headers.get('vary')).toContain('Accept-Language');
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('times, what is said of posts, and refusals come in the language of the page; the words of posts stay', async () => {
  const page = await (await read('?in=ru&language=en')).text();
  expect(page).toContain('21 мая, 09:00');
  expect(page).toContain('Описание картинки');
  expect(page).toContain('<div class="text" lang="en">Free');
  expect(page).toContain('href="/?language=en&amp;in=be"');
  expect(page).not.toMatch(/Part of|Alt text|The bot|Nothing yet|Connecting|Message/);
  const refused = await write('/chat/send?in=ru', { text: ' ' });
  expect(await refused.json()).toEqual({ error: 'Напишите от 1 до 4096 знаков.' });
});

test('every language has every word of the page, with the same gaps', () => {
  const words = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(`locales/${language}/page.json`, 'utf8'));
  const english = words('en');
  const gaps = (text = '') => text.match(/\{\{\w+\}\}/g) ?? [];
  for (const language of ['ru', 'be']) {
    const theirs = words(language);
    expect(Object.keys(theirs)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) expect(gaps(theirs[key])).toEqual(gaps(text));
  }
});

test('pictures are given as they are; nothing else is given as a file', async () => {
  const picture = await fetch(`${web.url}/media/mastodon/%40solidarity/7/0`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
  expect([...new Uint8Array(await picture.arrayBuffer())]).toEqual([1, 2, 3]);
  expect((await fetch(`${web.url}/media/mastodon/%40solidarity/7/1`)).status).toBe(404);
  expect((await fetch(`${web.url}/media/mastodon/%40solidarity/8/0`)).status).toBe(404);
});

test('changes come by themselves, and who has gone is forgotten', async () => {
  const before = listeners.size;
  const ending = new AbortController();
  const response = await fetch(`${web.url}/events?language=ru`, { signal: ending.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  const until = async (wanted: string) => {
    while (!seen.includes(wanted)) {
      const { value, done: ended } = (await reader?.read()) ?? { done: true };
      if (ended) return expect.fail('the stream ended');
      seen += value;
    }
  };
  await until('"list":"mastodon"');
  expect(seen).toContain('очередь');
  posts.push({ ...posts[0], id: '8', text: 'Another one', replyTo: '7', media: [] } as TimelinePost);
  change();
  await until('Another one');
  ending.abort();
  await expect.poll(() => listeners.size).toBe(before);
});

test('the visitor writes and presses as the admin', async () => {
  expect((await write('/chat/send', { text: ' /queue ', language: 'ru' })).status).toBe(200);
  expect(
    await (await write('/chat/press', { message: 3, data: 'settle:x there', language: 'en' })).json(),
  ).toEqual({ notice: 'Thank you' });
  expect(done).toEqual([
    ['/queue', 'ru'],
    [3, 'settle:x there', 'en'],
  ]);
});

test('the visitor sends pictures, and may be the second owner', async () => {
  done.length = 0;
  const form = new FormData();
  for (const name of ['a.png', 'b.png']) form.append('files', new File(['x'], name, { type: 'image/png' }));
  form.append('text', 'Two');
  form.append('language', 'be');
  const send = (headers: Record<string, string>) =>
    fetch(`${web.url}/chat/files`, { method: 'POST', headers, body: form });
  expect((await send({})).status).toBe(403);
  expect((await send({ 'x-own-page': 'yes', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send({ 'x-own-page': 'yes' })).status).toBe(200);
  expect((await write('/chat/send', { text: 'hello', language: 'en', who: '1' })).status).toBe(200);
  expect(done).toEqual([
    [['a.png', 'b.png'], 'Two', 'be'],
    ['second', 'hello', 'en'],
  ]);
});

test.each([
  ['an empty text', '/chat/send', { text: '  ' }, {}, 400],
  ['a text that is too long', '/chat/send', { text: 'x'.repeat(5000) }, {}, 400],
  ['no object', '/chat/send', 'x', {}, 400],
  ['a body that is too large', '/chat/send', { text: 'x'.repeat(50_000) }, {}, 413],
  ['a button that is not there', '/chat/press', { message: 3, data: 'cancel:all' }, {}, 404],
  ['another site', '/chat/send', { text: '/cancel' }, { 'sec-fetch-site': 'cross-site' }, 403],
  ['a form of another site', '/chat/send', { text: '/cancel' }, { 'content-type': 'text/plain' }, 403],
])('%s is refused', async (_, path, body, headers, status) => {
  const before = done.length;
  expect((await write(path, body, headers)).status).toBe(status);
  expect(done).toHaveLength(before);
});
