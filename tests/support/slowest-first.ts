import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whose tests wait for processes of their own: the last one to start is the one that everything waits for. */
const SLOWEST = ['/tests/end-to-end/', '/tests/browser/', '/tests/faults/'];

/** Starts the slowest folders first; within a folder, as vitest does. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const folder = SLOWEST.findIndex(name => moduleId.includes(name));
  return folder === -1 ? SLOWEST.length : folder;
}
