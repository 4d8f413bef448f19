/**
 * Loaded before the first TypeScript file, hence JavaScript. Tells the engine of a bot to spare memory, and keeps what Node makes of each module (types erased, bytecode),
 * so that the next start need not make it again. A folder that cannot be written is no fault: the start is only slower.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/**
 * A campaign bot waits most of its life, and often shares a small machine. It collects garbage before the heap grows by half,
 * and Node's HTTP parser, which is WebAssembly, is not compiled a second time: that took 20 MB for a moment.
 */
const SPARING = ['--heap-growing-percent=10', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
/** A command that answers and ends would only wait for the collector. */
if (process.argv[2] === 'start') for (const flag of SPARING) setFlagsFromString(flag);

/** Node writes the cache when it ends; this is for a bot that is killed. */
const KEEP_AFTER_MS = 5_000;

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/solidarity'));
setTimeout(flushCompileCache, KEEP_AFTER_MS).unref();
