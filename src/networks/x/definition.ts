import type { NetworkDefinition, NetworkSetting } from '../../domain/network-definition.ts';
import { composer } from './composer.ts';
import { INDEX_LAG_MS } from './limits.ts';

const credential = (name: string, description: string): NetworkSetting => ({
  name,
  description,
  secret: true,
  role: 'credential',
});

/** X: one account, one place for each language of the campaign. */
export const x: NetworkDefinition = {
  name: 'x',
  title: 'X',
  settings: [
    credential('X_API_KEY', 'API key (consumer key) of the app, from console.x.com'),
    credential('X_API_SECRET', 'API key secret (consumer secret) of the app'),
    credential(
      'X_ACCESS_TOKEN',
      'Access token of the account that posts, made with the permission to read and write',
    ),
    credential('X_ACCESS_SECRET', 'Access token secret of the account that posts'),
    {
      name: 'X_API_URL',
      description: 'Base URL of the X API',
      secret: false,
      role: 'option',
      default: 'https://api.x.com',
      format: 'url',
    },
  ],
  places: (_settings, languages) =>
    languages.map(language => ({ id: `x-${language}`, network: 'x', language })),
  composer,
  async connect({ settings, now, timeoutMs, indexLagMs = INDEX_LAG_MS, proxyUrl }) {
    const { createXNetwork } = await import('./create-x-network.ts');
    return createXNetwork({
      access: {
        apiKey: settings.X_API_KEY ?? '',
        apiSecret: settings.X_API_SECRET ?? '',
        accessToken: settings.X_ACCESS_TOKEN ?? '',
        accessSecret: settings.X_ACCESS_SECRET ?? '',
      },
      apiUrl: settings.X_API_URL ?? 'https://api.x.com',
      timeoutMs,
      indexLagMs,
      now,
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
    });
  },
};
