import type { ReadyCheck } from '../../domain/readiness.ts';
import { messageOf, type ReadyHouse, type ReadyPlan } from './ready-house.ts';

/** So far a clock may be off: a post goes out in its minute, and no network takes a signature for a stale one. */
const CLOCK_BAD_MS = 30_000;
const CLOCK_DOUBTFUL_MS = 5_000;

const MEBIBYTE = 1024 * 1024;
const DISK_BAD_BYTES = 100 * MEBIBYTE;
const DISK_DOUBTFUL_BYTES = 1024 * MEBIBYTE;

/** The machine: its clock against those of the networks and the database, its disk, and whether a bot runs. */
export async function checkHouse(house: ReadyHouse, plan: ReadyPlan): Promise<readonly ReadyCheck[]> {
  const { probes } = house;
  const [clocks, database, disk, bot] = await Promise.all([
    checkClocks(house, plan),
    asCheck('database', async () => {
      const { aheadMs, writable } = await probes.database(plan.signal);
      if (!writable) return bad('takes nothing that is written: it is a standby, or set to be read only');
      return describeClock(aheadMs, 'answers, and its clock');
    }),
    asCheck('disk', async () => describeDisk(await probes.disk())),
    asCheck('bot', async () =>
      (await probes.botRuns())
        ? good('runs')
        : doubtful('none runs on this database now: start it, or nothing goes out'),
    ),
  ]);
  return [...clocks, database, disk, bot];
}

async function checkClocks(house: ReadyHouse, { rows, signal }: ReadyPlan): Promise<readonly ReadyCheck[]> {
  const names = [...new Set(rows.map(({ network }) => network))].filter(name => house.networks.has(name));
  return Promise.all(
    names.map(async subject => ({
      ...(await asCheck(
        'clock',
        async () => describeClock(await house.probes.networkClock(subject, signal), 'its clock'),
        'doubtful',
      )),
      subject,
    })),
  );
}

type Said = Pick<ReadyCheck, 'verdict' | 'words'>;

const good = (words: string): Said => ({ verdict: 'good', words });
const doubtful = (words: string): Said => ({ verdict: 'doubtful', words });
const bad = (words: string): Said => ({ verdict: 'bad', words });

/** What cannot be found out is as bad as told. */
async function asCheck(
  kind: ReadyCheck['kind'],
  look: () => Promise<Said>,
  otherwise: ReadyCheck['verdict'] = 'bad',
): Promise<ReadyCheck> {
  try {
    return { kind, ...(await look()) };
  } catch (error) {
    return { kind, verdict: otherwise, words: `could not be found out: ${messageOf(error)}` };
  }
}

function describeClock(aheadMs: number, whose: string): Said {
  const off = Math.abs(aheadMs);
  if (off < CLOCK_DOUBTFUL_MS) return good(`${whose} agrees with this machine's`);
  const words = `${whose} is ${Math.round(off / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's: set this machine's clock (NTP)`;
  return { verdict: off < CLOCK_BAD_MS ? 'doubtful' : 'bad', words };
}

function describeDisk({ folder, freeBytes }: { folder: string; freeBytes: number }): Said {
  const words = `${Math.floor(freeBytes / MEBIBYTE)} MiB free in ${folder}`;
  if (freeBytes < DISK_BAD_BYTES) return bad(`${words}: make room`);
  return freeBytes < DISK_DOUBTFUL_BYTES ? doubtful(`${words}: soon too little`) : good(words);
}
