import { expect } from 'vitest';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import type { NetworkFixture } from './network-fixture.ts';

const media = (id: number, type: string) => ({
  id: `picture-${id}`,
  path: `${id}`,
  type,
  alt: 'A wall of names',
});

function answer(status: number, description: string, parameters?: object) {
  const body = {
    ok: false,
    error_code: status,
    description,
    ...(parameters === undefined ? {} : { parameters }),
  };
  return {
    kind: 'respond' as const,
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The admins are a setting of the house and not of the network. */
function withoutAdmins(sandbox: SandboxNetwork): SandboxNetwork {
  return {
    ...sandbox,
    settings(url) {
      const { TELEGRAM_ADMINS: _, ...settings } = sandbox.settings(url);
      return settings;
    },
  };
}

export const fixture: NetworkFixture = {
  name: 'telegram',
  sandbox: ({ now }) => withoutAdmins(createTelegramSandbox({ now, floodControl: false })),
  account: { id: '7000000000', name: '@solidarity_sandbox_bot' },
  publishing: { method: 'POST', path: /\/sendMessage$/ },
  count: text => Buffer.from(text, 'utf16le').length / 2,
  checkPart(part) {
    // Telegram cuts white space at both ends, and with it the offsets would move.
    expect(part.text).toBe(part.text.trim());
  },
  refused: [
    {
      why: 'an album takes ten pictures',
      post: { media: Array.from({ length: 11 }, (_, index) => media(index, 'image/png')) },
    },
    {
      why: 'an album takes no GIF',
      post: { media: [media(1, 'image/png'), media(2, 'image/gif')] },
    },
  ],
  checkPublished(post) {
    expect(post.url).toMatch(/^https:\/\/t\.me\/solidarity_(en|ru)\/\d+$/);
  },
  answers: {
    rejected: answer(400, 'Bad Request: message is too long'),
    throttled: () => answer(429, 'Too Many Requests: retry after 90', { retry_after: 90 }),
    credentials: answer(401, 'Unauthorized'),
  },
  skips: {
    'language tag': 'Telegram has no language tags.',
    refresh: 'The Bot API tells no limits of its own.',
  },
};
