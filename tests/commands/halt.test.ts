import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { App, OpenAppOptions } from '../../src/app.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { addPause, addResume, addStop } from '../../src/commands/halt.ts';
import { createHalting } from '../admin/halting.ts';

function openTerminal() {
  const halt = createHalting(() => [], new Date('2027-05-21T07:00:00Z'));
  const opened: (OpenAppOptions | undefined)[] = [];
  const printed: string[] = [];
  const app = { useCases: { halt }, [Symbol.asyncDispose]: async () => {} } as unknown as App;
  const context: Partial<CommandContext> = {
    openStudio: () => Promise.reject(new Error('no studio is needed')),
    openApp: async (options?: OpenAppOptions) => {
      opened.push(options);
      return app;
    },
    print: text => void printed.push(text),
    exitCode: () => {},
    ended: new Promise(() => {}),
  };
  const run = async (...args: readonly string[]) => {
    const program = new Command().exitOverride();
    for (const add of [addStop, addPause, addResume]) add(program, context as CommandContext);
    await program.parseAsync(args, { from: 'user' });
    return printed.at(-1);
  };
  return { run, halt, opened };
}

test('solidarity stop, pause and resume hold and let go beside a bot that runs, and are on record', async () => {
  const { run, halt, opened } = openTerminal();
  expect(await run('stop')).toBe('Everything is stopped: 0 deliveries wait.');
  expect(await run('stop')).toBe('Everything is stopped already: 0 deliveries wait.');
  expect(await run('pause', 'x-en')).toBe('x-en is paused: 0 deliveries wait.');
  await expect(run('pause', 'y')).rejects.toThrow(
    'There is no network, place or campaign "y": use one of may-21, x, x-en, x-ru.',
  );
  const held = () => halt.held.map(({ scope, kind, by }) => `${kind} ${scope} ${by}`);
  expect(held()).toEqual(['stop all system', 'pause place x-en system']);
  expect(await run('resume')).toBe('It goes on: all. Still held: place x-en.');
  expect(await run('resume', 'x-en')).toBe('It goes on: place x-en. Nothing is held any more.');
  expect(held()).toEqual([]);
  expect(halt.audited.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'stop all',
    'pause place x-en',
    'resume all',
    'resume place x-en',
  ]);
  expect(new Set(opened.map(options => options?.only))).toEqual(new Set(['planning']));
});
