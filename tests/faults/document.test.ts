import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeFaults } from './describe-faults.ts';

test('docs/faults.md says what the tests saw', () => {
  expect(readFileSync('docs/faults.md', 'utf8')).toBe(describeFaults());
});
