import { allMatches } from '../../domain/thread/all-matches.ts';
import { findUrls } from './find-urls.ts';

/** Every URL is wrapped into a t.co link of this length. */
const URL_LENGTH = 23;
const EMOJI_LENGTH = 2;

/**
 * Every sequence that Unicode recommends, and the forms without a variation selector that X draws as one emoji too. The
 * look ahead keeps the long list from being tried at every letter.
 */
const EMOJI_SOURCE = String.raw`(?=[©®\u203C-\u{1FFFF}]|[#*0-9][\uFE0F\u20E3])(?:\p{RGI_Emoji}|[#*0-9]\u20E3|\u{1F441}\uFE0F?\u200D\u{1F5E8}\uFE0F?)`;
/** Made for the first text that may have one: it takes longer than everything else that is loaded for X. */
let emojiPattern: RegExp | undefined;
/** No emoji is without a character from here on. */
const FIRST_OF_EMOJI = 0x203c;

/**
 * The length of a text as X counts it, in weighted characters (configuration v3): the common scripts weigh 1, everything
 * else 2, an emoji sequence 2, a URL 23; counted over the NFC form.
 */
export function weightedLength(text: string): number {
  const normalized = text.replaceAll('\r\n', '\n').normalize('NFC');
  let length = 0;
  let from = 0;
  for (const { start, end } of findUrls(normalized)) {
    length += weigh(normalized.slice(from, start)) + URL_LENGTH;
    from = end;
  }
  return length + weigh(normalized.slice(from));
}

function weigh(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= FIRST_OF_EMOJI) return weighWithEmoji(text);
    length += isLight(unit) ? 1 : 2;
  }
  return length;
}

function weighWithEmoji(text: string): number {
  let length = 0;
  let from = 0;
  emojiPattern ??= new RegExp(EMOJI_SOURCE, 'gv');
  for (const { index, 0: emoji } of allMatches(emojiPattern, text)) {
    length += weighCharacters(text.slice(from, index)) + EMOJI_LENGTH;
    from = index + emoji.length;
  }
  return length + weighCharacters(text.slice(from));
}

function weighCharacters(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isPair = unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(text.charCodeAt(index + 1));
    if (isPair) index += 1;
    length += !isPair && isLight(unit) ? 1 : 2;
  }
  return length;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isLight(unit: number): boolean {
  return (
    unit <= 0x10ff ||
    (unit >= 0x2000 && unit <= 0x200d) ||
    (unit >= 0x2010 && unit <= 0x201f) ||
    (unit >= 0x2032 && unit <= 0x2037)
  );
}
