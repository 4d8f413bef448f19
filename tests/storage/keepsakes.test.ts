import { expect, test } from 'vitest';
import { type Log, silentLog } from '../../src/shared/log.ts';
import { createKeepsakes } from '../../src/storage/create-keepsakes.ts';
import { createTestDatabase } from '../support/database.ts';

const SESSION = '{"refreshJwt":"eyJ-très secret-Ключ"}';

function recordingLog(): { log: Log; warnings: string[] } {
  const warnings: string[] = [];
  return {
    warnings,
    log: { ...silentLog, warn: (message, fields) => warnings.push(`${message} ${fields?.name}`) },
  };
}

test('without a key what is written is read again, each owner in a drawer of its own', async () => {
  await using storage = await createTestDatabase();
  const keepsakes = createKeepsakes({ storage, log: silentLog });
  await keepsakes('bluesky').write('session', 'old');
  await keepsakes('bluesky').write('session', SESSION);
  expect(await createKeepsakes({ storage, log: silentLog })('bluesky').read('session')).toBe(SESSION);
  expect(await keepsakes('mastodon').read('session')).toBeUndefined();
  expect(await keepsakes('bluesky').read('cursor')).toBeUndefined();
});

test('with a key the database holds nothing legible, and another process with the key reads it', async () => {
  await using storage = await createTestDatabase();
  const first = createKeepsakes({ storage, log: silentLog, secretKey: 'a phrase of the team' });
  await first('bluesky').write('session', SESSION);
  const { rows } = await storage.pool.query('select keepsakes::text as row from keepsakes');
  expect(rows[0].row).not.toMatch(/refreshJwt|eyJ|secret/);
  const second = createKeepsakes({ storage, log: silentLog, secretKey: 'a phrase of the team' });
  expect(await second('bluesky').read('session')).toBe(SESSION);
});

test.each([['another phrase'], [undefined]])(
  'under the key %j a sealed value counts as absent',
  async secretKey => {
    await using storage = await createTestDatabase();
    await createKeepsakes({ storage, log: silentLog, secretKey: 'a phrase' })('bluesky').write(
      'session',
      SESSION,
    );
    const { log, warnings } = recordingLog();
    const later = createKeepsakes({ storage, log, secretKey })('bluesky');
    expect(await later.read('session')).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^SECRET_KEY .* session$/)]);
    await later.write('session', 'anew');
    expect(await later.read('session')).toBe('anew');
  },
);

test('a sealed value does not open in another drawer', async () => {
  await using storage = await createTestDatabase();
  const { log, warnings } = recordingLog();
  const keepsakes = createKeepsakes({ storage, log, secretKey: 'a phrase' });
  await keepsakes('bluesky').write('session', SESSION);
  await storage.pool.query("insert into keepsakes select 'x', name, value, sealed from keepsakes");
  expect(await keepsakes('x').read('session')).toBeUndefined();
  expect(warnings).toHaveLength(1);
});

test('a value that was kept before there was a key is still read', async () => {
  await using storage = await createTestDatabase();
  await createKeepsakes({ storage, log: silentLog })('bluesky').write('session', SESSION);
  expect(
    await createKeepsakes({ storage, log: silentLog, secretKey: 'a phrase' })('bluesky').read('session'),
  ).toBe(SESSION);
});
