import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { networks } from '../../src/networks/registry.ts';
import { describeNetwork } from './network-contract.ts';
import type { NetworkFixture } from './network-fixture.ts';

test('the registry names every network once', () => {
  const names = networks.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
});

for (const definition of networks) {
  const file = new URL(`./${definition.name}.fixture.ts`, import.meta.url);
  const fixture = existsSync(file)
    ? ((await import(file.href)) as { fixture: NetworkFixture }).fixture
    : undefined;
  describe(definition.title, () => {
    test('has a fixture', () => {
      expect(fixture?.name, `tests/networks/${definition.name}.fixture.ts must export \`fixture\``).toBe(
        definition.name,
      );
    });
    if (fixture !== undefined) describeNetwork(definition, fixture);
  });
}
