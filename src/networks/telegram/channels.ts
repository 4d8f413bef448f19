import type { Language } from '../../domain/language.ts';
import type { Place } from '../../domain/place.ts';

type Settings = Readonly<Record<string, string>>;

const COMMON = 'TELEGRAM_CHANNEL';

/** A channel of its own for the language, else the one for all languages. */
export function channelPlaces(settings: Settings, languages: readonly Language[]): readonly Place[] {
  return languages.flatMap(language => {
    const address = settings[settingOf(language)] ?? settings[COMMON];
    if (address === undefined) return [];
    return [{ id: `telegram-${language}`, network: 'telegram', language, address: addressOf(address) }];
  });
}

/** Every channel that the settings name, once. */
export function channelAddresses(settings: Settings): readonly string[] {
  return [...new Set(channelSettings(settings).map(([, value]) => addressOf(value)))];
}

/** One sentence per fault that a single setting cannot show: a token without a channel, a channel without a token. */
export function channelFaults(settings: Settings): readonly string[] {
  const channels = channelSettings(settings);
  const token = settings.TELEGRAM_BOT_TOKEN !== undefined;
  const faults = [...channels, ...logChatSetting(settings)]
    .filter(([, value]) => !isAddress(addressOf(value)))
    .map(([name]) => `${name} is no chat: give its @name, or its numeric id such as -1001234567890.`);
  if (token && channels.length === 0) {
    faults.push(
      'TELEGRAM_BOT_TOKEN is given without a channel: set TELEGRAM_CHANNEL for all languages, or one for each, such as TELEGRAM_CHANNEL_EN.',
    );
  }
  if (!token && channels.length > 0) {
    faults.push(
      `TELEGRAM_BOT_TOKEN is missing, but ${channels.map(([name]) => name).join(', ')} is given: set the token or remove the channel.`,
    );
  }
  return faults;
}

function settingOf(language: Language): string {
  return `${COMMON}_${language.toUpperCase().replaceAll('-', '_')}`;
}

function channelSettings(settings: Settings): readonly (readonly [string, string])[] {
  return Object.entries(settings).filter(([name]) => name === COMMON || name.startsWith(`${COMMON}_`));
}

function logChatSetting({ TELEGRAM_LOG_CHAT: value }: Settings): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [['TELEGRAM_LOG_CHAT', value]];
}

/** People also paste the channel's link. */
function addressOf(value: string): string {
  return value.trim().replace(/^(?:https?:\/\/)?t\.me\/(?=[A-Za-z]\w*\/?$)(\w+)\/?$/, '@$1');
}

function isAddress(address: string): boolean {
  return /^(?:@[A-Za-z]\w{3,31}|-?\d{1,16})$/.test(address);
}
