import { expect, test } from 'vitest';
import { ladenPng } from '../media/laden-pictures.ts';
import { startHttpProxy, startHttpsProxy, startSocksProxy } from '../shared/proxy-servers.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];

test.each([
  ['http', startHttpProxy],
  ['https', startHttpsProxy],
  ['socks5', startSocksProxy],
] as const)(
  'every network is reached through a proxy that speaks %s, files and all',
  async (_scheme, start) => {
    await using proxy = await start('agent:secret-word');
    const post = '    media: [{ file: faces.png, alt: { en: Faces, ru: Лица } }]\n';
    const files = campaignFiles(post, { 'sample/faces.png': await ladenPng({ width: 60, height: 40 }) });
    await using stage = await openHouseOnStage({ files, proxyUrl: proxy.url });
    const signal = AbortSignal.timeout(20_000);
    for (const network of stage.house.networks.values()) {
      await network.refresh?.({ signal });
      expect((await network.verify(signal)).name).not.toBe('');
    }
    await stage.useCases.schedule({ post: 'sample/note', at: stage.clock.now(), admin: '7' });
    await stage.deliverAll();
    const deliveries = await stage.house.ledger.list({});
    expect(deliveries.map(({ place, state, note }) => [place, state, note])).toEqual(
      deliveries.map(({ place }) => [place, 'published', undefined]),
    );
    for (const name of NETWORKS) {
      expect(
        stage.timeline(name).flatMap(({ media }) => media),
        name,
      ).toHaveLength(2);
      expect(new Set(proxy.targets)).toContain(new URL(stage.server(name).url).host);
      // What was sent past the proxy would be one call more.
      expect(stage.server(name).faults.calls.length).toBeGreaterThan(0);
    }
  },
);
