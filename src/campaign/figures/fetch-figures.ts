import type { Campaign } from '../../domain/campaign.ts';
import { type FigureReading, isSameValue } from '../../domain/figure.ts';
import type { SourceState } from '../../domain/figure-book.ts';
import type { FigureFetch } from '../../domain/figure-fetch.ts';
import { InputError } from '../../domain/input-error.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { dayIn } from '../../rendering/day-in.ts';
import { bookReading } from './book-reading.ts';
import type { FetchReport, FigureDesk } from './figure-use-cases.ts';
import { type FoundFigure, findFigure } from './find-figure.ts';
import { standingOf } from './look-at-figures.ts';

/** Asks the sources of one figure, or of all, whether they are due or not. */
export async function fetchFigures(desk: FigureDesk, name?: string): Promise<readonly FetchReport[]> {
  const only = name === undefined ? undefined : findFigure(desk.campaigns, name);
  const wanted = listFetches(desk.campaigns).filter(
    ({ campaign, fetch }) =>
      only === undefined || (campaign.id === only.campaign.id && fetch.figure === only.figure.id),
  );
  if (wanted.length === 0) {
    const what = name ?? 'the campaigns';
    throw new InputError(`No source is given for ${what}: add "fetch" to a figure in figures.yaml.`);
  }
  return fetchAll(desk, wanted);
}

/** Asks the sources whose time has come. */
export async function fetchDueFigures(
  desk: FigureDesk,
  signal: AbortSignal,
): Promise<readonly FetchReport[]> {
  const visits = await desk.book.sources();
  const now = desk.now().getTime();
  const due = listFetches(desk.campaigns).filter(wanted => {
    const last = visitOf(visits, wanted);
    return last === undefined || last.checkedAt.getTime() + wanted.fetch.everyMs <= now;
  });
  return fetchAll(desk, due, signal);
}

interface Wanted {
  readonly campaign: Campaign;
  readonly fetch: FigureFetch;
}

function listFetches(campaigns: readonly Campaign[]): readonly Wanted[] {
  return campaigns.flatMap(campaign => (campaign.fetches ?? []).map(fetch => ({ campaign, fetch })));
}

/** One after the other: nobody waits for it, and a slow or hostile source costs no more than its own time. */
async function fetchAll(
  desk: FigureDesk,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
): Promise<readonly FetchReport[]> {
  const reports: FetchReport[] = [];
  for (const each of wanted) {
    if (signal?.aborted) break;
    reports.push(await fetchOne(desk, each, signal));
  }
  return reports;
}

async function fetchOne(desk: FigureDesk, wanted: Wanted, signal?: AbortSignal): Promise<FetchReport> {
  const { campaign, fetch } = wanted;
  const address = { campaign: campaign.id, figure: fetch.figure, url: fetch.url };
  const last = visitOf(await desk.book.sources(), wanted);
  const checkedAt = desk.now();
  try {
    const { reading, ...validators } = await desk.fetchFigure(fetch, {
      today: dayIn(campaign.timeZone, checkedAt),
      allowHosts: campaign.allowHosts ?? [],
      ...(last === undefined || last.fault !== undefined ? {} : { last }),
      ...(signal && { signal }),
    });
    const report = reading === undefined ? AS_IT_WAS : await book(desk, wanted, reading);
    await desk.book.noteVisit({ ...address, checkedAt, ...validators });
    return { ...address, ...report };
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    if (!signal?.aborted) await desk.book.noteVisit({ ...address, checkedAt, fault: error.message });
    return { ...address, outcome: 'fault', why: error.message };
  }
}

const AS_IT_WAS = { outcome: 'as it was' } as const;

async function book(
  desk: FigureDesk,
  { campaign, fetch }: Wanted,
  reading: FigureReading,
): Promise<Pick<FetchReport, 'outcome' | 'reading' | 'why'>> {
  const found = findFigure([campaign], fetch.figure);
  const doubt = await contradiction(desk, found, reading);
  const booked = await bookReading(desk, found, reading, { by: fetch.url, doubt });
  if (booked === undefined) return { ...AS_IT_WAS, reading };
  if (booked.state === 'confirmed') return { outcome: 'in force', reading };
  return { outcome: 'waits', reading, ...(booked.why === undefined ? {} : { why: booked.why }) };
}

/** Two sources that say different numbers for one day: a person decides. */
async function contradiction(
  desk: FigureDesk,
  found: FoundFigure,
  { value, asOf, source }: FigureReading,
): Promise<string | undefined> {
  const { figure } = await standingOf(desk, found);
  const other = asOf === figure.asOf && source.url !== figure.source.url && !isSameValue(value, figure.value);
  return other ? `${figure.source.url} says another number for the same date` : undefined;
}

function visitOf(visits: readonly SourceState[], { campaign, fetch }: Wanted): SourceState | undefined {
  return visits.find(
    visit => visit.campaign === campaign.id && visit.figure === fetch.figure && visit.url === fetch.url,
  );
}
