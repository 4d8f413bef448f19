/** A bot reduced to its storage, to be killed: opens the embedded server, takes control, writes a row, says so, stays. */
import { silentLog } from '../../src/shared/log.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { takeControl } from '../../src/storage/take-control.ts';

const storage = await openStorage({ dataDir: process.argv[2] ?? '', log: silentLog });
await takeControl(storage, { wait: false });
await storage.pool.query('create table if not exists lives (pid int)');
await storage.pool.query('insert into lives values ($1)', [process.pid]);
process.stdout.write('ready\n');
setInterval(() => {}, 60_000);
