import type { FetchFigure } from '../domain/figure-fetch.ts';
import type { FigureFetcherOptions } from '../sources/http-figures/create-figure-fetcher.ts';

/** Asks web addresses for figures. What reads their documents is loaded with the first visit: most bots make none. */
export function openFigureFetcher(options: FigureFetcherOptions): FetchFigure {
  let fetcher: Promise<FetchFigure> | undefined;
  return async (fetch, visit) => {
    fetcher ??= loadFetcher(options);
    return (await fetcher)(fetch, visit);
  };
}

async function loadFetcher(options: FigureFetcherOptions): Promise<FetchFigure> {
  const { createFigureFetcher } = await import('../sources/http-figures/create-figure-fetcher.ts');
  return createFigureFetcher(options);
}
