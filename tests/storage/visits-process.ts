/** Commands beside a bot, one after another in one process: each opens the storage, uses it, closes it. Ends at the first that fails. */
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';

const [dataDir = '', visits = '1'] = process.argv.slice(2);
for (let visit = 1; visit <= Number(visits); visit++) {
  await using storage = await openStorage({ dataDir, log: silentLog });
  await storage.pool.query('select pg_sleep(random() * 0.02)');
}
