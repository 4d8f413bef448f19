import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../src/delivery/describe-machine.ts';
import { describeFaults } from '../tests/faults/describe-faults.ts';

/** What in this folder is generated from the code, by file. */
const documents: Readonly<Record<string, () => string>> = {
  'delivery.md': describeMachine,
  'faults.md': describeFaults,
};

for (const [name, describe] of Object.entries(documents)) {
  await writeFile(new URL(name, import.meta.url), describe());
}
