import { badRequest } from './api-error.ts';
import type { Entity, FormattedText } from './world.ts';

/**
 * What the server makes of a text: carriage returns and some marks go, control characters become spaces, white space at both
 * ends is cut, and the entities move along. Fails on an entity that is out of bounds or cuts a character.
 */
export function cleanText(text: string, entities: readonly Entity[]): FormattedText {
  for (const entity of entities) checkBounds(text, entity);
  const { cleaned, position } = clean(text);
  const moved = entities
    .map(entity => between(entity, position(entity.offset), position(entity.offset + entity.length)))
    .filter(entity => cleaned.slice(entity.offset, entity.offset + entity.length).trim() !== '')
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return trim(cleaned, moved);
}

function between(entity: Entity, start: number, end: number): Entity {
  return { ...entity, offset: start, length: end - start };
}

function checkBounds(text: string, { offset, length }: Entity): void {
  if (!Number.isInteger(offset) || offset < 0)
    throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (!Number.isInteger(length) || length < 0)
    throw badRequest(`receive an entity with incorrect length ${length}`);
  if (length === 0) return;
  const end = offset + length;
  if (offset > text.length)
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (cutsCharacter(text, offset)) {
    throw badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`,
    );
  }
  if (cutsCharacter(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end)}`,
    );
  }
}

function cutsCharacter(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

function bytesBefore(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset + 1));
}

/** The text without what the server takes out, and where each old offset has gone. */
function clean(text: string): { cleaned: string; position(offset: number): number } {
  const positions: number[] = [];
  let cleaned = '';
  for (let index = 0; index < text.length; index += 1) {
    positions.push(cleaned.length);
    const unit = text.charCodeAt(index);
    if (unit === 13 || (unit >= 0x2028 && unit <= 0x202e)) continue;
    cleaned += unit < 32 && unit !== 10 ? ' ' : text[index];
  }
  return { cleaned, position: offset => positions[offset] ?? cleaned.length };
}

/** At the front only up to the first entity, at the end through the entities too. */
function trim(text: string, entities: readonly Entity[]): FormattedText {
  const end = text.trimEnd().length;
  const blank = text.length - text.trimStart().length;
  const start = Math.min(blank, entities[0]?.offset ?? blank, end);
  return {
    text: text.slice(start, end),
    entities: entities.map(entity =>
      between(entity, entity.offset - start, Math.min(entity.offset + entity.length, end) - start),
    ),
  };
}
