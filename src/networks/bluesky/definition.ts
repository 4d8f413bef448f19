import type { NetworkDefinition } from '../../domain/network-definition.ts';
import { composer, DEFAULT_SERVICE } from './composer.ts';

export const bluesky: NetworkDefinition = {
  name: 'bluesky',
  title: 'Bluesky',
  settings: [
    {
      name: 'BLUESKY_SERVICE',
      description: 'Address of the AT Protocol server on which the account is.',
      secret: false,
      role: 'option',
      default: DEFAULT_SERVICE,
      format: 'url',
    },
    {
      name: 'BLUESKY_IDENTIFIER',
      description: 'The handle of the account, such as campaign.bsky.social, or its DID or e-mail address.',
      secret: false,
      role: 'credential',
    },
    {
      name: 'BLUESKY_APP_PASSWORD',
      description: 'An app password of the account (Settings → Privacy and security → App passwords).',
      secret: true,
      role: 'credential',
    },
  ],
  faults: ({ BLUESKY_IDENTIFIER: identifier }) =>
    identifier === undefined || /[.:]/.test(identifier)
      ? []
      : ['BLUESKY_IDENTIFIER is no whole handle: write it with its domain, such as campaign.bsky.social.'],
  places: (_settings, languages) =>
    languages.map(language => ({ id: `bluesky-${language}`, network: 'bluesky', language })),
  composer,
  connect: async dependencies => (await import('./create-bluesky.ts')).createBluesky(dependencies),
};
