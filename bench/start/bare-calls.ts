/**
 * The four client libraries and nothing else: one post each on the sandbox of the environment. Prints a line when the
 * first of them was taken, and one with the peak of its memory when all were.
 */
import { Agent } from 'node:http';
import { AtpAgent } from '@atproto/api';
import { createRestAPIClient } from 'masto';
import { Telegraf } from 'telegraf';
import { TwitterApi } from 'twitter-api-v2';

const setting = (name: string): string => process.env[name] ?? '';
const TEXT = 'Political prisoners are people, and people are waiting for them.';

async function telegram(): Promise<void> {
  const bot = new Telegraf(setting('TELEGRAM_BOT_TOKEN'), {
    telegram: { apiRoot: `${setting('TELEGRAM_API_ROOT')}/` },
  });
  await bot.telegram.sendMessage(setting('TELEGRAM_CHANNEL_EN'), TEXT);
}

async function bluesky(): Promise<void> {
  const agent = new AtpAgent({ service: setting('BLUESKY_SERVICE') });
  await agent.login({ identifier: setting('BLUESKY_IDENTIFIER'), password: setting('BLUESKY_APP_PASSWORD') });
  await agent.post({ text: TEXT, langs: ['en'], createdAt: new Date().toISOString() });
}

async function mastodon(): Promise<void> {
  const client = createRestAPIClient({
    url: setting('MASTODON_URL'),
    accessToken: setting('MASTODON_ACCESS_TOKEN'),
  });
  await client.v1.statuses.create({ status: TEXT, language: 'en' });
}

async function x(): Promise<void> {
  const base = new URL(setting('X_API_URL'));
  const tokens = {
    appKey: setting('X_API_KEY'),
    appSecret: setting('X_API_SECRET'),
    accessToken: setting('X_ACCESS_TOKEN'),
    accessSecret: setting('X_ACCESS_SECRET'),
  };
  const toSandbox = {
    onBeforeRequest({
      computedParams: { url },
      requestOptions,
    }: {
      computedParams: { url: URL };
      requestOptions: { agent?: unknown };
    }) {
      url.protocol = base.protocol;
      url.host = base.host;
      requestOptions.agent = new Agent();
    },
  };
  await new TwitterApi(tokens, { plugins: [toSandbox], compression: false }).v2.tweet(TEXT);
}

const calls = [telegram(), bluesky(), mastodon(), x()];
await Promise.any(calls);
process.stdout.write('first accepted\n');
await Promise.all(calls);
process.stdout.write('all accepted\n');
// Stays until its memory was read.
setTimeout(() => {}, 10_000);
