import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);
const rules = require('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden'];
  options: ICruiseOptions;
};

async function check(house: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], {
    ...rules.options,
    baseDir: house,
    validate: true,
    ruleSet: { ...(rules.forbidden === undefined ? {} : { forbidden: rules.forbidden }) },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a report in place of its result');
  return output;
}

test('every room imports only what it may', async () => {
  const { summary } = await check(process.cwd());
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  // A cruiser that cannot read the sources finds nothing and calls that success.
  expect(summary.totalCruised).toBeGreaterThan(200);
  expect(summary.totalDependenciesCruised ?? 0).toBeGreaterThan(500);
});

test('a breach is found, also where only a type is imported', async () => {
  const { summary } = await check(join(process.cwd(), 'tests/house/breach'));
  const broken = new Set(summary.violations.map(({ rule }) => rule.name));
  expect([...broken].sort()).toEqual(['domain-imports-nothing', 'no-cycle', 'pure-rooms-use-no-built-in']);
});
