import type { Settings } from '../config.ts';
import type { Log } from '../shared/log.ts';
import { type Content, loadContent } from '../sources/load-content.ts';
import type { LoadOptions } from '../sources/load-options.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { NETWORK_NAMES } from './known-networks.ts';
import { FOLDER } from './settings.ts';

/**
 * Campaigns and database at the same time. Where one of them fails, the other is waited for, so that no database server is
 * left behind.
 */
export async function openTogether(
  settings: Settings,
  log: Log,
  opened: AsyncDisposableStack,
  gaps: Pick<LoadOptions, 'keepGaps'> = {},
): Promise<{ readonly content: Content; readonly storage: Storage }> {
  const [content, storage] = await Promise.allSettled([
    loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir, gaps),
    openStorage({ ...settings, log }),
  ]);
  if (storage.status === 'fulfilled') opened.use(storage.value);
  if (content.status === 'rejected') throw content.reason;
  if (storage.status === 'rejected') throw storage.reason;
  return { content: content.value, storage: storage.value };
}
