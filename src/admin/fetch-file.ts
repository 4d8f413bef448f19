import { Misunderstood } from './misunderstood.ts';
import type { FileMention } from './read-message-more.ts';
import { LineError, type TelegramLine } from './telegram-line.ts';

/** Gets the bytes of a file that a member sent. Fails with `Misunderstood` where that cannot be. */
export type FetchFile = (file: FileMention) => Promise<Uint8Array>;

/** The Bot API gives no larger file to a bot. */
const MOST_BYTES = 20 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
const TIMEOUT_MS = 60_000;

export function createFileFetcher(line: TelegramLine, signal: AbortSignal): FetchFile {
  const tooLarge = () => new Misunderstood('writing.tooLarge', { most: MOST_BYTES / MEGABYTE });
  return async ({ kind, id, bytes = 0 }) => {
    if (kind === 'other') throw new Misunderstood('fault.wrongFile');
    if (bytes > MOST_BYTES) throw tooLarge();
    try {
      const { file_path: path, file_size: size = 0 } = await line.call(
        'getFile',
        { file_id: id },
        { signal },
      );
      if (size > MOST_BYTES) throw tooLarge();
      if (path === undefined) throw new Misunderstood('writing.notFetched');
      return await line.download(path, { maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS, signal });
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      if (error.code === 400 && /too big/i.test(error.message)) throw tooLarge();
      throw new Misunderstood('writing.notFetched');
    }
  };
}
