import { expect, test } from 'vitest';
import { telegram } from '../../../src/networks/telegram/definition.ts';

const token = { TELEGRAM_BOT_TOKEN: 'given' };

test('a channel of its own for a language, the common one for the others', () => {
  const settings = { TELEGRAM_CHANNEL_RU: 'https://t.me/solidarity_ru', TELEGRAM_CHANNEL: '-1001234567890' };
  expect(telegram.places(settings, ['en', 'ru'])).toEqual([
    { id: 'telegram-en', network: 'telegram', language: 'en', address: '-1001234567890' },
    { id: 'telegram-ru', network: 'telegram', language: 'ru', address: '@solidarity_ru' },
  ]);
  expect(telegram.places({ TELEGRAM_CHANNEL_PT_BR: '@solidariedade' }, ['en', 'pt-BR'])).toMatchObject([
    { id: 'telegram-pt-BR', address: '@solidariedade' },
  ]);
});

test.each([
  ['nothing at all', {}, 0],
  ['a token and a channel', { ...token, TELEGRAM_CHANNEL: '@solidarity' }, 0],
  ['a token alone', token, 1],
  ['a channel without a token', { TELEGRAM_CHANNEL_EN: '@solidarity' }, 1],
  ['a channel that is none', { ...token, TELEGRAM_CHANNEL_EN: 'our channel!' }, 1],
  ['the address of a server alone', { TELEGRAM_API_ROOT: 'http://127.0.0.1:1' }, 0],
])('%s has so many faults', (_, given, faults) => {
  const found = telegram.faults?.(given) ?? [];
  expect(found).toHaveLength(faults);
  for (const fault of found) {
    expect(fault).toMatch(/^TELEGRAM_\w+ .*: .*\.$/);
    expect(fault).not.toContain('our channel!');
  }
});
