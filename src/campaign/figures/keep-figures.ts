import type { House } from '../house.ts';
import { fetchDueFigures } from './fetch-figures.ts';
import { publishTickers } from './publish-ticker.ts';
import { type RefreshFault, refreshPosts } from './refresh-posts.ts';

/** Keeps what waits in step with the figures; asked again and again by the one control process. */
export interface FigureKeeper {
  /** Asks the sources whose time has come. */
  fetch(signal: AbortSignal): Promise<void>;
  /** Where a figure may have changed, in this process or another: posts that wait take it over, and the ticker says it. Undefined: none has. */
  refresh(): Promise<readonly RefreshFault[] | undefined>;
}

export function createFigureKeeper(house: House): FigureKeeper {
  let seen: string | undefined;
  return {
    async fetch(signal) {
      await fetchDueFigures(house, signal);
    },
    async refresh() {
      const revision = await house.book.revision();
      if (revision === seen) return undefined;
      const faults = await refreshPosts(house);
      await publishTickers(house);
      seen = revision;
      return faults;
    },
  };
}
