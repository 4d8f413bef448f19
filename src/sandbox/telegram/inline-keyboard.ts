import type { Json, JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { isObject, type Params } from './params.ts';

const DATA_BYTES = 64;

/** The `reply_markup` of a call, checked as far as the server checks it. */
export function readReplyMarkup(params: Params): JsonObject | undefined {
  const markup = params.object('reply_markup');
  if (markup === undefined) return undefined;
  if ('inline_keyboard' in markup) checkRows(markup.inline_keyboard);
  return markup;
}

export function inlineButtons(markup: JsonObject | undefined): readonly JsonObject[] {
  const rows = markup?.inline_keyboard;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap(row => (Array.isArray(row) ? row.filter(isObject) : []));
}

function checkRows(rows: Json | undefined): void {
  if (!Array.isArray(rows))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array');
  for (const row of rows) {
    if (!Array.isArray(row)) {
      throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
    }
    for (const button of row) checkButton(button);
  }
}

function checkButton(button: Json): void {
  const wrong = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);
  if (!isObject(button)) throw wrong('InlineKeyboardButton must be an Object');
  if (typeof button.text !== 'string' || button.text === '')
    throw wrong('Field "text" must be of type String');
  const { callback_data: data, url } = button;
  if (data === undefined && url === undefined)
    throw wrong('Text buttons are unallowed in the inline keyboard');
  if (data === undefined) return;
  if (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > DATA_BYTES) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
}
