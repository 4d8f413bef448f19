import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Where Debian, Ubuntu, Fedora, Arch and macOS have it. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of CHROMIUM_PATH, or one that is installed; undefined where there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH: given } = process.env;
  return given ? given : USUAL.find(path => existsSync(path));
}

/** Nothing but what the page itself asks for goes over the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that has never been used, as large as a phone; gone with everything that it kept. */
export async function openChromium(
  executablePath: string,
): Promise<{ readonly context: BrowserContext } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    args: QUIET,
    viewport: { width: 390, height: 880 },
    locale: 'en-GB',
    timezoneId: 'Europe/Warsaw',
  });
  return {
    context,
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
