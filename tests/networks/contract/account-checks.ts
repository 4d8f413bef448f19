import { expect, test } from 'vitest';
import { shownPost } from './network-stage.ts';
import { makePost, shortPost } from './sample-posts.ts';
import type { Suite } from './suite.ts';

export function describeAccount({ definition, fixture, open, check }: Suite): void {
  test('every language has a place of its own, always under the same id', async () => {
    await using stage = await open();
    const places = definition.places(stage.server.settings, ['en', 'ru']);
    expect(places.map(({ language }) => language)).toEqual(['en', 'ru']);
    expect(new Set(places.map(({ id }) => id)).size).toBe(2);
    for (const { id, network } of places) {
      expect(network).toBe(definition.name);
      expect(id.startsWith(`${definition.name}-`)).toBe(true);
    }
  });

  test('every setting of the sandbox is one of the definition, and every credential is given', async () => {
    await using stage = await open();
    const known = definition.settings.map(({ name }) => name);
    for (const name of Object.keys(stage.server.settings)) {
      expect(
        known.some(one => name === one || name.startsWith(`${one}_`)),
        name,
      ).toBe(true);
    }
    const credentials = definition.settings.filter(({ role }) => role === 'credential');
    for (const { name } of credentials) expect(stage.server.settings[name], name).toBeTruthy();
  });

  test('connecting makes no call', async () => {
    await using stage = await open();
    stage.network.compose(makePost(), stage.place('en'));
    expect(stage.server.faults.calls).toEqual([]);
  });

  test('verify names the account', async () => {
    await using stage = await open();
    expect(await stage.network.verify(AbortSignal.timeout(5000))).toEqual(fixture.account);
  });

  check('refresh', 'refresh reads what the server says of itself', async () => {
    await using stage = await open();
    if (stage.network.refresh === undefined)
      throw new Error('refresh: implement it, or say in the skips why not');
    await stage.network.refresh({ signal: AbortSignal.timeout(5000) });
    expect(stage.server.faults.calls.length).toBeGreaterThan(0);
  });

  test('the sandbox comes back as it was', async () => {
    await using stage = await open();
    const receipt = await stage.network.publish(stage.part(shortPost), stage.context('ru'));
    const again = fixture.sandbox({ now: () => new Date(stage.clock.time) });
    again.restore(JSON.parse(JSON.stringify(stage.server.network.snapshot())));
    expect(again.timeline()).toEqual(stage.server.network.timeline());
    expect(again.timeline()).toContainEqual(shownPost(stage, receipt, stage.place('ru')));
  });
}
