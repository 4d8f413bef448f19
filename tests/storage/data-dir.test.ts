import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'solidarity-data-dir-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function expectRefusal(dataDir: string, words: RegExp): Promise<void> {
  const refused = openStorage({ dataDir, log: silentLog });
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.not.toThrow('\n');
}

test('a DATA_DIR that is a file, or lies below one', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await expectRefusal(
    file,
    /^DATA_DIR \(.*a-file\) is a file or lies below one: set DATA_DIR to a folder\.$/,
  );
  await expectRefusal(join(file, 'data'), /^DATA_DIR \(.*a-file\/data\) is a file or lies below one/);
});

test('a DATA_DIR that cannot be written', async () => {
  // Nothing stops root but a file system that takes no folders.
  const closed = process.getuid?.() === 0 ? '/proc/data' : join(folder, 'closed');
  if (!closed.startsWith('/proc')) {
    await mkdir(closed);
    await chmod(closed, 0o500);
  }
  await expectRefusal(
    closed,
    /^DATA_DIR \(.*\) cannot be written \(E[A-Z]+\): set DATA_DIR to a folder that/,
  );
});

test('a DATA_DIR whose place for the database holds something else', async () => {
  await mkdir(join(folder, 'taken', 'postgres'), { recursive: true });
  await writeFile(join(folder, 'taken', 'postgres', 'letter.txt'), '');
  await expectRefusal(
    join(folder, 'taken'),
    /^DATA_DIR \(.*taken\) has a folder "postgres" that is no database: set DATA_DIR/,
  );
});

test('a DATA_DIR whose password is gone', async () => {
  await mkdir(join(folder, 'lost', 'postgres'), { recursive: true });
  await writeFile(join(folder, 'lost', 'postgres', 'PG_VERSION'), '18\n');
  await expectRefusal(
    join(folder, 'lost'),
    /^DATA_DIR \(.*lost\) holds a database but cannot give its password/,
  );
});

test('a DATA_DIR whose database PostgreSQL cannot open', async () => {
  await mkdir(join(folder, 'old', 'postgres'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'old', 'postgres', 'PG_VERSION'), '17\n');
  await writeFile(join(folder, 'old', 'postgres', 'postgresql.conf'), '');
  await writeFile(join(folder, 'old', 'postgres.password'), 'secret\n');
  await expectRefusal(
    join(folder, 'old'),
    /^PostgreSQL cannot start in DATA_DIR \(.*old\): .*(see .*postgres\.log)/,
  );
});

test('a DATA_DIR too long for a socket is served on loopback', async () => {
  const dataDir = join(folder, 'long'.repeat(30));
  await using storage = await openStorage({ dataDir, log: silentLog });
  const { rows } = await storage.pool.query('select host(inet_server_addr()) as host');
  expect(rows).toEqual([{ host: '127.0.0.1' }]);
});
