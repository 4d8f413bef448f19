import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FigureFetch } from '../../src/domain/figure-fetch.ts';
import {
  createFigureFetcher,
  type FigureFetcherOptions,
} from '../../src/sources/http-figures/create-figure-fetcher.ts';
import { isPublicAddress } from '../../src/sources/http-figures/public-address.ts';
import { serveFigures } from './figure-server.ts';

const TODAY = '2026-11-20';
const source = { name: { en: 'Viasna' }, url: 'https://spring96.org/' };
const atTotal = { kind: 'json', pointer: '/total' } as const;

function wanted(url: string, over: Partial<FigureFetch> = {}): FigureFetch {
  return { figure: 'women', source, url, value: atTotal, date: 'fetched', everyMs: 3_600_000, ...over };
}

const json =
  (text: string | Buffer, headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);

/** Asks a server that is on the list. */
async function ask(
  answer: RequestListener,
  over: Partial<FigureFetch> = {},
  options: FigureFetcherOptions = {},
) {
  await using server = await serveFigures(answer);
  const fetch = createFigureFetcher(options);
  return await fetch(wanted(server.url, over), { today: TODAY, allowHosts: [server.host] });
}

const countOf = async (answer: RequestListener, over: Partial<FigureFetch> = {}) => {
  const { reading } = await ask(answer, over);
  return reading?.value.kind === 'exact' ? [reading.value.value, reading.asOf] : reading?.value;
};

describe('a number is read', () => {
  test.each([
    ['1593', 1593],
    ['"1593"', 1593],
    ['"1,593"', 1593],
    ['"1.593"', 1593],
    ['"1 593"', 1593],
    ['"1\u00a0593"', 1593],
    ['"1\u202f593"', 1593],
    ['"1,593,000"', 1_593_000],
    ['0', 0],
  ])('from JSON written as %s', async (written, count) => {
    expect(await countOf(json(`{"total": ${written}}`))).toEqual([count, TODAY]);
  });

  test('with its date, by pointer', async () => {
    const document = JSON.stringify({ 'a/b': [{ n: 7, day: '2026-11-19T10:00:00Z' }] });
    const value = { kind: 'json', pointer: '/a~1b/0/n' } as const;
    const date = { kind: 'json', pointer: '/a~1b/0/day' } as const;
    expect(await countOf(json(document), { value, date })).toEqual([7, '2026-11-19']);
  });

  test('from a page, by selector and pattern, in the character set that it names', async () => {
    const page = Buffer.from('<p id=n>Bcero: 1 593</p><time datetime=2026-11-19>19.11.2026</time>');
    const html: RequestListener = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=windows-1251' }).end(page);
    const value = { kind: 'html', selector: '#n', pattern: 'Bcero: ([\\d ]+)' } as const;
    for (const date of [
      { kind: 'html', selector: 'time' } as const,
      { kind: 'html', selector: 'time', attribute: 'datetime' } as const,
    ]) {
      expect(await countOf(html, { value, date })).toEqual([1593, '2026-11-19']);
    }
  });

  test('from CSV, by column and row', async () => {
    const csv: RequestListener = (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/csv' })
        .end('day;group;n\n2026-11-18;men;1 000\n2026-11-19;women;201\n');
    const column = { kind: 'csv', separator: ';' } as const;
    const date = { ...column, column: 'day', row: 'last' } as const;
    expect(await countOf(csv, { value: { ...column, column: 'n', row: 'last' }, date })).toEqual([
      201,
      '2026-11-19',
    ]);
    const women = { ...column, column: 'n', row: { group: 'women' } };
    expect(await countOf(csv, { value: women, date })).toEqual([201, '2026-11-19']);
  });

  test('compressed, after a redirection, and as a bound where the figure is one', async () => {
    const answer: RequestListener = (request, response) =>
      request.url === '/'
        ? void response.writeHead(302, { location: '/there' }).end()
        : json(gzipSync('{"total": 45000}'), { 'content-encoding': 'gzip' })(request, response);
    expect(await countOf(answer, { bound: 'more-than' })).toEqual({ kind: 'more-than', value: 45000 });
  });

  test('once as long as the server says that nothing is new', async () => {
    await using server = await serveFigures((request, response) =>
      request.headers['if-none-match'] === '"1"'
        ? void response.writeHead(304).end()
        : json('{"total": 7}', { etag: '"1"' })(request, response),
    );
    const fetch = createFigureFetcher({});
    const options = { today: TODAY, allowHosts: [server.host] };
    const first = await fetch(wanted(server.url), options);
    expect(first).toMatchObject({ etag: '"1"', reading: { value: { value: 7 } } });
    expect(await fetch(wanted(server.url), { ...options, last: { etag: '"1"' } })).toEqual({ etag: '"1"' });
  });
});

describe('nothing is guessed', () => {
  test.each([
    '1.5',
    '"1.5"',
    '"1,59"',
    '"1,5930"',
    '"1,593.000"',
    '"about 1593"',
    '"1e3"',
    '1e3',
    '-5',
    '"-5"',
    '"007"',
    '""',
    '9007199254740993',
    '"99999999999999999999"',
    'true',
    'null',
    '[1593]',
    '{"n": 1593}',
    '"1593 women"',
  ])('%s', async written => {
    await expect(ask(json(`{"total": ${written}}`))).rejects.toMatchObject({ name: 'SourceFault' });
  });

  test.each(['yesterday', '20/11/2026', '2026-02-30', '11-20-2026'])('the date %s', async day => {
    const date = { kind: 'json', pointer: '/day' } as const;
    await expect(ask(json(JSON.stringify({ total: 5, day })), { date })).rejects.toThrow('is no date');
  });

  test('an element that several fit', async () => {
    const page: RequestListener = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<b>1</b><b>2</b>');
    await expect(ask(page, { value: { kind: 'html', selector: 'b' } })).rejects.toThrow('2 elements fit');
  });
});

describe('a hostile source', () => {
  const endless: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(64 * 1024, 32);
    const more = () => {
      while (response.writable && response.write(chunk));
      if (response.writable) response.once('drain', more);
    };
    more();
  };
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
  const typed =
    (type: string, text: string | Buffer): RequestListener =>
    (_, response) =>
      void response.writeHead(200, { 'content-type': type }).end(text);

  test.each<[string, RequestListener, string | RegExp, Partial<FigureFetch>?]>([
    ['an endless body', endless, 'larger than 1024 KiB'],
    ['100 MB, announced', json('', { 'content-length': String(100e6) }), 'larger than 1024 KiB'],
    ['a bomb', json(bomb, { 'content-encoding': 'gzip' }), 'larger than 1024 KiB'],
    ['another encoding', json('x', { 'content-encoding': 'rot13' }), 'unknown encoding'],
    ['invalid UTF-8', json(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 'is not utf-8'],
    ['HTML where JSON is due', typed('application/json', '<html>1593</html>'), 'is no JSON'],
    ['HTML that says so', typed('text/html', '1593'), 'text/html where application/json is due'],
    ['a picture', typed('image/png', 'x'), 'image/png where application/json is due'],
    ['brackets without end', json('['.repeat(1_000_000)), 'more than 60000 pieces'],
    [
      'elements within elements',
      typed('text/html', '<a></b>'.repeat(10_000)),
      'nests more than 500 elements',
      { value: { kind: 'html', selector: 'a' } },
    ],
    [
      'elements without end',
      typed('text/html', '<a></a>'.repeat(60_000)),
      'more than 60000 pieces',
      { value: { kind: 'html', selector: 'a' } },
    ],
    [
      'attributes without end',
      typed('text/html', `<a${' b=c'.repeat(60_000)}>`),
      'more than 60000 pieces',
      { value: { kind: 'html', selector: 'a' } },
    ],
    [
      'a text on which a pattern takes for ever',
      json(`{"total": "${'a'.repeat(60)}!"}`),
      'takes too long',
      { value: { ...atTotal, pattern: '^(a+)+$' } },
    ],
    ['an error', (_, response) => void response.writeHead(500).end(), 'it answers 500'],
    [
      'a redirection without end',
      (_, r) => void r.writeHead(302, { location: '/' }).end(),
      'more than 5 times',
    ],
    [
      'another protocol',
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'no web address',
    ],
    ['a hang-up', request => void request.socket.destroy(), 'it cannot be read'],
  ])('%s is a fault in one sentence', async (_, answer, fault, over) => {
    await expect(ask(answer, over)).rejects.toThrow(fault);
  });

  test('slow bytes are given up', async () => {
    const slow: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(ask(slow, {}, { timeoutMs: 300 })).rejects.toThrow('took longer than 0.3 s');
  });
});

describe('only public addresses are asked', () => {
  test.each([
    ['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ['224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1', '240.0.0.1', '::', '::1', 'fe80::1'],
    ['fc00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ])('%s and the like are not public', (...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });

  test('and those of the open internet are', () => {
    const open = ['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111'];
    expect(open.filter(isPublicAddress)).toEqual(open);
  });

  const refused = async (url: string, options: FigureFetcherOptions = {}, allowHosts: string[] = []) =>
    expect(createFigureFetcher(options)(wanted(url), { today: TODAY, allowHosts })).rejects.toThrow(
      'is no public address',
    );

  test('written as an address, in any spelling', async () => {
    await using server = await serveFigures(json('{"total": 5}'));
    for (const host of ['127.0.0.1', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', '127.1']) {
      await refused(`http://${host}:${server.port}/`);
    }
    expect(server.hits()).toBe(0);
  });

  test('by name, looked at when it is connected to: a name that changes between two looks has no second', async () => {
    await using server = await serveFigures(json('{"total": 5}'));
    let looks = 0;
    const resolve: FigureFetcherOptions['resolve'] = (_, done) => {
      looks += 1;
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    await refused(`http://figures.example:${server.port}/`, { resolve });
    const mixed: FigureFetcherOptions['resolve'] = (_, done) =>
      done(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    await refused(`http://figures.example:${server.port}/`, { resolve: mixed });
    expect(looks).toBe(1);
    expect(server.hits()).toBe(0);
  });

  test('after a redirection too; a host on the list vouches for no other', async () => {
    await using inner = await serveFigures(json('{"total": 5}'));
    await using outer = await serveFigures(
      (_, response) => void response.writeHead(302, { location: inner.url }).end(),
    );
    await refused(outer.url, {}, [outer.host]);
    expect([outer.hits(), inner.hits()]).toEqual([1, 0]);
  });

  test('a name on the list is asked wherever it leads', async () => {
    await using server = await serveFigures(json('{"total": 5}'));
    const fetch = createFigureFetcher({});
    const url = `http://localhost:${server.port}/`;
    const { reading } = await fetch(wanted(url), { today: TODAY, allowHosts: ['localhost'] });
    expect(reading?.value).toEqual({ kind: 'exact', value: 5 });
  });
});
