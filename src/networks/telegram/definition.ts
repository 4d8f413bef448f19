import type { NetworkDefinition } from '../../domain/network-definition.ts';
import { channelFaults, channelPlaces } from './channels.ts';
import { composer } from './composer.ts';

const channel = 'its @name, or its numeric id such as -1001234567890; the bot must be an administrator there';

export const telegram: NetworkDefinition = {
  name: 'telegram',
  title: 'Telegram',
  settings: [
    {
      name: 'TELEGRAM_BOT_TOKEN',
      description: 'Token of the bot, from @BotFather.',
      secret: true,
      role: 'credential',
    },
    {
      name: 'TELEGRAM_CHANNEL_EN',
      description: `Channel for posts in English: ${channel}.`,
      secret: false,
      role: 'option',
    },
    {
      name: 'TELEGRAM_CHANNEL_RU',
      description: `Channel for posts in Russian: ${channel}.`,
      secret: false,
      role: 'option',
    },
    {
      name: 'TELEGRAM_CHANNEL',
      description: `Channel for every language that has none of its own: ${channel}.`,
      secret: false,
      role: 'option',
      perLanguage: true,
    },
    {
      name: 'TELEGRAM_LOG_CHAT',
      description:
        'Id of a private chat of the bot and its admins: files are uploaded there first, and a post whose fate is unknown is looked for through it.',
      secret: false,
      role: 'option',
    },
    {
      name: 'TELEGRAM_API_ROOT',
      description: 'Address of the Bot API server.',
      secret: false,
      role: 'option',
      default: 'https://api.telegram.org',
      format: 'url',
    },
  ],
  faults: channelFaults,
  places: channelPlaces,
  composer,
  connect: async dependencies => (await import('./connect-telegram.ts')).connectTelegram(dependencies),
};
