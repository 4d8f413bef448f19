/**
 * Loaded before the first TypeScript file, hence JavaScript: keeps what Node makes of each module (types erased, bytecode),
 * so that the next start need not make it again. A folder that cannot be written is no fault: the start is only slower.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/** Node writes the cache when it ends; this is for a bot that is killed. */
const KEEP_AFTER_MS = 5_000;

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/solidarity'));
setTimeout(flushCompileCache, KEEP_AFTER_MS).unref();
