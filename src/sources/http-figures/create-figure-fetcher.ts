import type { FigureReading } from '../../domain/figure.ts';
import type { FetchedFigure, FetchFigure, FigureFetch, Locator } from '../../domain/figure-fetch.ts';
import { countFault, parseCount } from '../../domain/parse-count.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { applyPattern } from './apply-pattern.ts';
import { fetchDocument } from './fetch-document.ts';
import { locateCsv } from './locate-csv.ts';
import { locateHtml } from './locate-html.ts';
import { locateJson } from './locate-json.ts';
import { type Resolve, systemResolve } from './public-address.ts';
import { readDay } from './read-day.ts';

export interface FigureFetcherOptions {
  readonly proxyUrl?: string | undefined;
  /** For the whole of a visit, redirections included. */
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

const TIMEOUT_MS = 8_000;

const TYPES: Readonly<Record<Locator['kind'], readonly string[]>> = {
  json: ['application/json', 'application/ld+json', 'application/geo+json', 'text/json', 'text/plain'],
  html: ['text/html', 'application/xhtml+xml'],
  csv: ['text/csv', 'text/plain', 'application/csv', 'application/vnd.ms-excel'],
};

/** Asks web addresses for figures. Whatever an address does costs little, and changes nothing unless it can be read. */
export function createFigureFetcher(options: FigureFetcherOptions): FetchFigure {
  const { proxyUrl, timeoutMs = TIMEOUT_MS, resolve = systemResolve } = options;
  return async (fetch, { today, allowHosts, last, signal }) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const { text, ...validators } = await fetchDocument(
        {
          url: fetch.url,
          types: TYPES[fetch.value.kind],
          allowHosts,
          last,
          signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
        },
        { resolve, proxyUrl },
      );
      const fetched: FetchedFigure = validators;
      return text === undefined ? fetched : { ...fetched, reading: read(text, fetch, today) };
    } catch (error) {
      throw faultOf(error, deadline.aborted ? timeoutMs : undefined);
    }
  };
}

function read(text: string, { value, date, source, bound }: FigureFetch, today: string): FigureReading {
  const written = locate(text, value);
  const count = parseCount(written);
  if (count === undefined) throw new SourceFault(countFault(written));
  return {
    value: { kind: bound ?? 'exact', value: count },
    asOf: date === 'fetched' ? today : readDay(locate(text, date)),
    source,
  };
}

function locate(text: string, locator: Locator): string {
  switch (locator.kind) {
    case 'json':
      return applyPattern(locateJson(text, locator), locator.pattern);
    case 'html':
      return applyPattern(locateHtml(text, locator), locator.pattern);
    case 'csv':
      return applyPattern(locateCsv(text, locator), locator.pattern);
  }
}

/** Only words of ours: what a server or a library says may hold anything. */
function faultOf(error: unknown, timedOutAfterMs: number | undefined): SourceFault {
  const chain = [error, (error as { cause?: unknown } | undefined)?.cause];
  const known = chain.find(one => one instanceof SourceFault);
  if (known !== undefined) return known;
  if (timedOutAfterMs !== undefined)
    return new SourceFault(`it took longer than ${timedOutAfterMs / 1000} s`);
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return new SourceFault(`it cannot be read${code === undefined ? '' : ` (${code})`}`);
}
