import type { NetworkDefinition } from '../../domain/network-definition.ts';
import { composer } from './composer.ts';

/** Mastodon: one account, one place for each language of the campaign. */
export const mastodon: NetworkDefinition = {
  name: 'mastodon',
  title: 'Mastodon',
  settings: [
    {
      name: 'MASTODON_URL',
      description: 'Address of the server, such as https://mastodon.social',
      secret: false,
      role: 'credential',
      format: 'url',
    },
    {
      name: 'MASTODON_ACCESS_TOKEN',
      description:
        'Access token of an application with the scopes read and write, from Preferences, Development on that server',
      secret: true,
      role: 'credential',
    },
  ],
  places: (_settings, languages) =>
    languages.map(language => ({ id: `mastodon-${language}`, network: 'mastodon', language })),
  composer,
  async connect({ settings, now, timeoutMs, proxyUrl }) {
    const { createMastodon } = await import('./create-mastodon.ts');
    return createMastodon({
      url: settings.MASTODON_URL ?? '',
      accessToken: settings.MASTODON_ACCESS_TOKEN ?? '',
      timeoutMs,
      now,
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
    });
  },
};
