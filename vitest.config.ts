import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/support/slowest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/postgres-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Some tests wait for a bot in a process of its own: a third worker has the processors meanwhile.
    maxWorkers: 3,
    // Files share a worker, and so the client libraries that it has loaded: half the time of the suite goes there otherwise.
    isolate: false,
    // What a test leaves behind is young: the collector has half the work with more room for it.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: SlowestFirst },
  },
});
