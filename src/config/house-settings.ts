import type { NetworkSetting } from '../domain/network-definition.ts';

/** One environment variable of the house itself. The networks bring their own (`NetworkDefinition.settings`). */
export const HOUSE_SETTINGS: readonly Omit<NetworkSetting, 'role'>[] = [
  {
    name: 'DATA_DIR',
    secret: false,
    default: 'data',
    description: 'Folder for the embedded database and the rehearsal.',
  },
  {
    name: 'TEMPLATES_DIR',
    secret: false,
    default: 'templates',
    description: 'Folder with the campaigns, a folder each.',
  },
  {
    name: 'DATABASE_URL',
    secret: true,
    format: 'url',
    description: 'PostgreSQL server in place of the embedded one: postgres://user:password@host/database.',
  },
  {
    name: 'REDIS_URL',
    secret: true,
    format: 'url',
    description:
      'Redis or Valkey for the queue, in place of PostgreSQL: redis://host:6379/0, a database number per bot.',
  },
  {
    name: 'HOST',
    secret: false,
    default: '127.0.0.1',
    description: 'Address on which the page and /health are served.',
  },
  {
    name: 'PORT',
    secret: false,
    default: '3000',
    description: 'Port on which the page and /health are served.',
  },
  {
    name: 'PUBLIC_URL',
    secret: false,
    format: 'url',
    description:
      'Address under which HOST and PORT are reached from outside, by https: Telegram then brings updates there (webhook) instead of being polled.',
  },
  {
    name: 'PROXY_URL',
    secret: true,
    format: 'url',
    description: 'Proxy (http, https, socks5) for every call to a network.',
  },
  {
    name: 'LOG_LEVEL',
    secret: false,
    default: 'info',
    description: 'debug, info, warn, error or silent; the log goes to standard error.',
  },
  {
    name: 'SECRET_KEY',
    secret: true,
    description:
      'Key with which sessions are encrypted in the database, the end of the audit is sealed, and a lockdown is undone; at least 16 characters.',
  },
  {
    name: 'TELEGRAM_ADMINS',
    secret: false,
    format: 'id-list',
    description:
      'Numeric Telegram ids of the owners, with commas between them; they let others in by /invite.',
  },
];
