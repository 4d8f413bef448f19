import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';

/** Rooms whose sentences reach the chat: refusals, reasons, notes, and what the audit says of a deed. */
const ROOMS = [
  'campaign',
  'delivery',
  'domain',
  'figures',
  'ledger',
  'media',
  'members',
  'networks',
  'planning',
  'rendering',
  'sources',
  'wiring',
];
/** What carries such a sentence. */
const CARRIERS = ['refusal', 'why', 'note', 'detail', 'before', 'after', 'message'];
/** A finding of the readiness check, by the function that makes it and where its words stand. */
const FINDINGS: Readonly<Record<string, number>> = { bad: 0, doubtful: 0, fault: 2 };
/** Only the command line and the start of the bot say these. */
const NOT_IN_CHAT = [
  'src/campaign/lockdown/unlock.ts',
  'src/campaign/rehearse-calendar.ts',
  'src/networks/x/definition.ts',
  'src/networks/mastodon/definition.ts',
  'src/networks/telegram/definition.ts',
  'src/networks/bluesky/definition.ts',
  'src/wiring/open-queue.ts',
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
    const { head, templateSpans } = node;
    return (
      head.text + templateSpans.map((span, at) => gapText(span.expression, at) + span.literal.text).join('')
    );
  }
  return undefined;
}

/** What stands in a gap: the first of two words to choose from, a state, a sentence from above, or a letter and a number. */
function gapText(node: ts.Expression, at: number): string {
  if (ts.isConditionalExpression(node)) return textOf(node.whenTrue) ?? `q${at}`;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'state') return 'scheduled';
  const named = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  return (named && textOf(named)) ?? `q${at}`;
}

/** What a name that is used right after its declaration stands for. */
function declarationOf({ parent, text }: ts.Identifier): ts.Expression | undefined {
  let around: ts.Node = parent;
  while (!ts.isBlock(around) && around.parent !== undefined) around = around.parent;
  const statements = ts.isBlock(around) ? around.statements : [];
  return statements
    .flatMap(one => (ts.isVariableStatement(one) ? one.declarationList.declarations : []))
    .find(({ name }) => ts.isIdentifier(name) && name.text === text)?.initializer;
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
    } else if (ts.isCallExpression(node)) {
      const at = FINDINGS[node.expression.getText(source)];
      if (at !== undefined) add(node.arguments[at]);
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

  test('what is wrong in a file of the campaign is told with its place', () => {
    const told = retell('may-21/campaign.yaml:12: posts.eve.title has no "ru": add it.');
    expect(told).toMatch(/^may-21\/campaign\.yaml:12: posts\.eve\.title: \p{Script=Cyrillic}/u);
    expect(told).toContain('«ru»');
    expect(told).not.toContain('add it');
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
