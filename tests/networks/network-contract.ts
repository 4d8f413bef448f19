import { describe, test } from 'vitest';
import type { NetworkDefinition } from '../../src/domain/network-definition.ts';
import { describeAccount } from './contract/account-checks.ts';
import { describeCompose } from './contract/compose-checks.ts';
import { describeErrors } from './contract/error-checks.ts';
import { describeLater } from './contract/later-checks.ts';
import { openStage } from './contract/network-stage.ts';
import { describePublish } from './contract/publish-checks.ts';
import type { Suite } from './contract/suite.ts';
import { describeUnknown } from './contract/unknown-checks.ts';
import type { NetworkFixture } from './network-fixture.ts';

/** What holds for every network, checked with its real adapter over HTTP against its local server. */
export function describeNetwork(definition: NetworkDefinition, fixture: NetworkFixture): void {
  const suite: Suite = {
    definition,
    fixture,
    open: timeoutMs => openStage(definition, fixture, timeoutMs),
    check(name, title, run) {
      const reason = fixture.skips[name];
      if (reason === undefined) test(title, run);
      else test.skip(`${title} (${reason})`, run);
    },
  };
  describe('compose', () => describeCompose(suite));
  describe('publish', () => describePublish(suite));
  describe('errors', () => describeErrors(suite));
  describe('an outcome that nobody knows', () => describeUnknown(suite));
  describe('after publishing', () => describeLater(suite));
  describe('account', () => describeAccount(suite));
}
