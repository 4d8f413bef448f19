import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';

/** Rooms whose sentences reach the chat: refusals, reasons, notes, and what the audit says of a deed. */
const ROOMS = ['campaign', 'delivery', 'domain', 'media', 'networks'];
/** What carries such a sentence. */
const CARRIERS = ['refusal', 'why', 'note', 'detail', 'before', 'after', 'message'];
/** Only the command line and the start of the bot say these. */
const NOT_IN_CHAT = [
  'src/campaign/lockdown/unlock.ts',
  'src/campaign/rehearse-calendar.ts',
  'src/networks/x/definition.ts',
  'src/networks/mastodon/definition.ts',
  'src/networks/telegram/definition.ts',
  'src/networks/bluesky/definition.ts',
];

interface Said {
  readonly file: string;
  readonly sentence: string;
}

const sourcesOf = (room: string) =>
  readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `src/${room}/${file}`)
    .filter(file => !NOT_IN_CHAT.includes(file));

/** The text of a literal, with a letter and a number in each of its gaps; whatever is composed elsewhere has none. */
function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }, at) => `q${at}${literal.text}`).join('');
  }
  return undefined;
}

/** Sentences without words of their own: of an `InputError`, and of what carries a reason. */
function sentencesIn(file: string): readonly Said[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Said[] = [];
  const add = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    if (ts.isConditionalExpression(node)) {
      add(node.whenTrue);
      add(node.whenFalse);
    }
    const sentence = textOf(node);
    if (sentence !== undefined && /[a-z]{2}/.test(sentence.replaceAll(/q\d/g, '')))
      found.push({ file, sentence });
  };
  const look = (node: ts.Node) => {
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'InputError') {
      if (node.arguments?.length === 1) add(node.arguments[0]);
    } else if (ts.isPropertyAssignment(node) && CARRIERS.includes(node.name.getText(source))) {
      add(node.initializer);
    } else if (ts.isVariableDeclaration(node) && CARRIERS.includes(node.name.getText(source))) {
      add(node.initializer);
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === 'DeliveryError') {
      add(node.arguments?.[0]);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

const said = ROOMS.flatMap(sourcesOf).flatMap(sentencesIn);
const texts = loadChatTexts('locales');

describe.each(['ru', 'be'])('in %s', language => {
  const { retell } = texts.say(language);

  test('every reason and refusal of the house is said', () => {
    expect(said.length).toBeGreaterThan(80);
    const left = said.filter(({ sentence }) => !/\p{Script=Cyrillic}/u.test(retell(sentence)));
    expect(left).toEqual([]);
  });

  test('what was told together is retold together, and a reason within a sentence too', () => {
    const told = retell(
      'may-21/morning cannot go to x in ru: The post may-21/morning (ru) holds 5 pictures, and X shows 4: take some out.',
    );
    expect(told).toContain('may-21/morning');
    expect(told.replaceAll(/\(ru\)|may-21\/morning|\bx\b|\bX\b/g, '')).not.toMatch(/[a-z]{2}/i);
    expect(retell('scheduled: 3, held: 1')).not.toMatch(/[a-z]/);
    expect(retell('to be corrected; nothing to do')).not.toMatch(/[a-z]/);
  });

  test('the words of a server stay as they are', () => {
    expect(retell('Bad Request: chat not found')).toBe('Bad Request: chat not found');
    expect(retell('')).toBe('');
  });
});

test('Russian and Belarusian retell the same sentences, with no gap that the sentence has not', () => {
  const bookOf = (language: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(`locales/${language}/house.json`, 'utf8'));
  expect(Object.keys(bookOf('be'))).toEqual(Object.keys(bookOf('ru')));
  const gapsIn = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([gap]) => gap);
  for (const [english, translation] of [...Object.entries(bookOf('ru')), ...Object.entries(bookOf('be'))]) {
    expect(gapsIn(english)).toEqual(expect.arrayContaining(gapsIn(translation)));
  }
});
