import type { NetworkDefinition } from '../../domain/network-definition.ts';
import { createMastodon } from './create-mastodon.ts';

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
  connect({ settings, now, timeoutMs, proxyUrl }) {
    return createMastodon({
      url: settings.MASTODON_URL ?? '',
      accessToken: settings.MASTODON_ACCESS_TOKEN ?? '',
      timeoutMs,
      now,
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
    });
  },
};
