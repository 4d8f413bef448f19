/** `solidarity start --only worker` with as many places as BENCH_CHANNELS names. Ends on SIGTERM. */
import { openApp } from '../../src/app.ts';
import { fleetSettings } from '../fleet.ts';

const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);
const { BENCH_CHANNELS = '' } = env;
const app = await openApp(fleetSettings(env, BENCH_CHANNELS.split(' ')), { only: 'worker' });
await app.start();
process.once('SIGTERM', () => void app.close().finally(() => process.exit(0)));
process.stdout.write('ready\n');
