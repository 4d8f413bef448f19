import type { Json } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { cleanText } from './clean-text.ts';
import { detectEntities } from './detect-entities.ts';
import { isObject } from './params.ts';
import { parseHtml } from './parse-html.ts';
import type { Entity, FormattedText } from './world.ts';

export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

export interface TextInput {
  readonly text: string;
  readonly parseMode: string;
  readonly entities: readonly Json[] | undefined;
}

/** The text of a message: 1–4096 UTF-16 code units after its entities are parsed. */
export function readText(input: TextInput): FormattedText {
  const formatted = format(input);
  if (formatted.text === '') throw badRequest('message text is empty');
  if (formatted.text.length > TEXT_LIMIT) throw badRequest('message is too long');
  return formatted;
}

/** The caption of a file: 0–1024. */
export function readCaption(input: TextInput): FormattedText {
  const formatted = format(input);
  if (formatted.text.length > CAPTION_LIMIT) throw badRequest('message caption is too long');
  return formatted;
}

function format({ text, parseMode, entities }: TextInput): FormattedText {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const given = parse(text, parseMode, entities);
  const cleaned = cleanText(given.text, given.entities);
  return { text: cleaned.text, entities: detectEntities(cleaned.text, cleaned.entities) };
}

function parse(text: string, parseMode: string, entities: readonly Json[] | undefined): FormattedText {
  switch (parseMode.toLowerCase()) {
    case '':
      return { text, entities: (entities ?? []).flatMap(readEntity) };
    case 'html':
      return parseHtml(text);
    default:
      throw badRequest('unsupported parse_mode');
  }
}

/** Kinds that the server finds by itself; given ones are ignored. */
const FOUND = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

const GIVEN = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
]);

function readEntity(value: Json): readonly Entity[] {
  if (!isObject(value)) throw badRequest("can't parse MessageEntity: expected an Object");
  const { type, offset, length } = value;
  if (typeof type !== 'string') throw badRequest(`can't parse MessageEntity: Can't find field "type"`);
  if (typeof offset !== 'number') throw badRequest(`can't parse MessageEntity: Can't find field "offset"`);
  if (typeof length !== 'number') throw badRequest(`can't parse MessageEntity: Can't find field "length"`);
  if (FOUND.has(type)) return [];
  if (!GIVEN.has(type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  if (type === 'text_link') return [{ type, offset, length, url: readUrl(value.url) }];
  return [{ type, offset, length }];
}

function readUrl(value: Json | undefined): string {
  if (typeof value !== 'string') throw badRequest(`can't parse MessageEntity: Can't find field "url"`);
  const url = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `http://${value}`;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isWeb = parsed !== undefined && /^https?:$/.test(parsed.protocol) && parsed.hostname.includes('.');
  if (!isWeb && parsed?.protocol !== 'tg:')
    throw badRequest(`entity URL '${value}' is invalid: Wrong HTTP URL`);
  return parsed.href;
}
