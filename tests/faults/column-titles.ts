/** The networks in the order of the document. */
export const COLUMN_TITLES = {
  telegram: 'Telegram',
  'telegram-blind': 'Telegram without a log chat',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  x: 'X',
} as const;

export type ColumnId = keyof typeof COLUMN_TITLES;
