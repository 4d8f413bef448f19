import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { campaignFiles } from '../campaign/sample-files.ts';
import { startBot, temporaryFolder } from '../end-to-end/bot.ts';
import { templates } from '../sources/campaign-folder.ts';
import { drawWindow } from './draw-window.ts';
import { findChromium, openChromium } from './open-chromium.ts';

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];
const MINUTE_MS = 60_000;

const EN = 'Somebody is waiting by a window tonight. **Say one name on May 21**: belaruswomen.org';
const RU = 'Сегодня вечером кого-то ждут у окна. **Назовите 21 мая одно имя**: belaruswomen.org';

/** The folder for the pictures of the documentation, where they are to be made anew. */
const { NEW_POST_PICTURES: folder } = process.env;

/** What the visitor sees, as a small PNG. */
async function take(page: Page, name: string): Promise<void> {
  if (!folder) return;
  await page.evaluate('document.fonts.ready');
  const taken = await page.screenshot({ animations: 'disabled' });
  await mkdir(folder, { recursive: true });
  const small = await sharp(taken).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  await writeFile(join(folder, `${name}.png`), small);
}

/** The picture of the preview as the admin can open it. */
async function keepPreview(page: Page, path: string): Promise<void> {
  const response = await page.request.get(new URL(path, page.url()).href);
  const { width = 0, height = 0 } = await sharp(await response.body()).metadata();
  expect([width, height > width]).toEqual([1440, true]);
  if (!folder) return;
  const half = sharp(await response.body()).resize({ width: width / 2 });
  await writeFile(
    join(folder, 'preview.png'),
    await half.png({ palette: true, quality: 90, effort: 10 }).toBuffer(),
  );
}

test(
  'in a browser, the chat of the page leads /new to posts on all four networks',
  async ({ skip }) => {
    const chromium = findChromium();
    if (chromium === undefined && process.env.CHROMIUM_REQUIRED) return expect.fail('there is no Chromium');
    if (chromium === undefined) return skip('no Chromium is installed: set CHROMIUM_PATH');

    await using data = await temporaryFolder();
    // A campaign of one post: the rehearsal around it is not what is looked at, but in the pictures.
    await using small = await templates(campaignFiles());
    const campaign = folder ? {} : { TEMPLATES_DIR: small.path };
    await using bot = startBot({ environment: { DATA_DIR: data.path, ...campaign } });
    const url = /http:\/\/\S+/.exec(await bot.line(/http:\/\/127\.0\.0\.1:\d+/))?.[0] ?? '';
    await using browser = await openChromium(chromium);
    const page = await browser.context.newPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(new URL(request.url()).host));
    await page.goto(`${url.replace(/\/$/, '')}/#chat`);

    const messages = page.locator('.messages .message.bot');
    const write = async (text: string) => {
      await page.getByLabel('Message to the bot').fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    };
    const press = (name: string) =>
      page.locator('.messages').getByRole('button', { name, exact: true }).last().click();
    const sees = async (text: string) =>
      messages.filter({ hasText: text }).last().waitFor({ timeout: MINUTE_MS });

    await page.locator('.live[data-state=live]').waitFor();
    await write('/new');
    await sees('How shall the post begin?');
    await take(page, '1-begin');
    await press('From scratch');
    await sees('Write the text in English.');
    await write(EN);
    await sees('Write the text in Russian.');
    await take(page, '2-text');
    await write(RU);
    await sees('Any pictures or a video?');
    const picture = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await drawWindow() };
    await page.locator('input[type=file]').setInputFiles(picture);
    await sees('Picture 1 of 1: what does it show, in English?');
    await page.locator('.message.admin img').waitFor();
    await take(page, '3-picture');
    await write('A lit window at night, with a letter on its sill');
    await sees('what does it show, in Russian?');
    await write('Освещённое окно ночью, на подоконнике письмо');
    await sees('1 picture is in the post.');
    await press('Go on ›');
    await sees('Where shall it go?');
    await take(page, '4-places');
    await press('Go on ›');
    await sees('When shall it go out?');
    await take(page, '5-time');
    await press('At once');
    await sees('Which hashtags?');
    const tag = folder ? '9. #SaveLives' : '1. #FreeThemAll';
    await press(`✅ ${tag}`);
    await page.getByRole('button', { name: `⬜ ${tag}` }).waitFor();
    await take(page, '6-tags');
    await press('Go on ›');
    await sees('It goes out: at once');
    const preview = page.locator('.message.bot .picture');
    expect(await preview.locator('img').getAttribute('alt')).toBe('How every network will show it');
    await keepPreview(page, (await preview.getAttribute('href')) ?? '');
    await preview.scrollIntoViewIfNeeded();
    await take(page, '7-preview');
    await press('Send it now');
    await sees('Planned: Somebody is waiting');
    await take(page, '8-planned');

    for (const network of NETWORKS) {
      for (const words of ['Somebody is waiting', 'кого-то ждут']) {
        const post = page.locator(`#${network} .post`, { hasText: words });
        await post.waitFor({ state: 'attached', timeout: MINUTE_MS });
        expect(await post.locator('img').count(), `${network}: ${words}`).toBe(1);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await take(page, '9-published');
    if (folder) {
      await page.setViewportSize({ width: 1500, height: 900 });
      // The rehearsal has its own queue.
      await bot.line(/^(\d+) of \1 published/m);
      await write('/queue');
      await sees('Nothing is on its way');
      await take(page, '../page');
    }
    // Nothing of it left this machine.
    expect(new Set(asked)).toEqual(new Set([new URL(url).host]));
  },
  4 * MINUTE_MS,
);
