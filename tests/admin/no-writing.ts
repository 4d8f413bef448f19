import type { WritingUseCases } from '../../src/campaign/writing/writing-use-cases.ts';

const nothing = () => Promise.reject(new Error('nothing is written here'));

/** For tests of other commands: nobody writes a post. */
export const NO_WRITING: WritingUseCases = {
  current: async () => undefined,
  begin: nothing,
  change: nothing,
  preview: nothing,
  plan: nothing,
  discard: async () => {},
  reopen: nothing,
  amend: nothing,
  editWritten: nothing,
  draw: nothing,
  sweep: nothing,
};
