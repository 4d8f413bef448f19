import type { XBehaviour } from './behaviour.ts';
import { invalidRequest } from './problem.ts';

const FIELDS = {
  tweet: [
    'article',
    'attachments',
    'author_id',
    'context_annotations',
    'conversation_id',
    'created_at',
    'edit_controls',
    'edit_history_tweet_ids',
    'entities',
    'geo',
    'id',
    'in_reply_to_user_id',
    'lang',
    'note_tweet',
    'possibly_sensitive',
    'public_metrics',
    'referenced_tweets',
    'reply_settings',
    'source',
    'text',
    'withheld',
  ],
  post: [
    'article',
    'attachments',
    'conversation_id',
    'created_at',
    'edit_controls',
    'entities',
    'geo',
    'id',
    'lang',
    'note_post',
    'possibly_sensitive',
    'public_metrics',
    'reply_settings',
    'source',
    'text',
    'withheld',
  ],
} as const;

const EXPANSIONS = {
  tweet: ['author_id', 'referenced_tweets.id', 'attachments.media_keys', 'in_reply_to_user_id'],
  post: ['author_id', 'referenced_posts', 'attachments.media_keys', 'in_reply_to_user_id'],
} as const;

const ID = /^[0-9]{1,19}$/;

/** The parameters of a call, each known and well-formed, or X's refusal. */
export interface ReadQuery {
  readonly fields: ReadonlySet<string>;
  readonly get: (name: string) => string | undefined;
}

export function readQuery(url: string, also: readonly string[], { vocabulary }: XBehaviour): ReadQuery {
  const { searchParams } = new URL(url);
  const fieldsName = `${vocabulary}.fields`;
  const known = [...also, fieldsName, 'expansions', 'user.fields', 'media.fields'];
  for (const name of searchParams.keys()) {
    if (!known.includes(name)) {
      throw invalid(
        name,
        searchParams.get(name),
        `The query parameter [${name}] is not one of [${known.join(',')}]`,
      );
    }
  }
  const fields = listOf(searchParams, fieldsName, FIELDS[vocabulary]);
  const expansions = listOf(searchParams, 'expansions', EXPANSIONS[vocabulary]);
  return {
    fields: new Set([...fields, ...expansions.map(expansion => expansion.replace(/\.id$/, ''))]),
    get: name => searchParams.get(name) ?? undefined,
  };
}

/** An id as the document has it. */
export function readId(query: ReadQuery, name: string): string | undefined {
  const id = query.get(name);
  if (id !== undefined && !ID.test(id))
    throw invalid(name, id, `The \`${name}\` query parameter value [${id}] is not valid`);
  return id;
}

/** Epoch ms of a time as the document has it. */
export function readTime(query: ReadQuery, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined) return undefined;
  const wellFormed = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text);
  const time = Date.parse(text);
  if (wellFormed && time >= Date.parse('2010-11-06T00:00:00Z')) return time;
  throw invalid(name, text, `The \`${name}\` query parameter value [${text}] is not valid`);
}

export function readNumber(query: ReadQuery, name: string, from: number, to: number, usual: number): number {
  const text = query.get(name);
  if (text === undefined) return usual;
  const value = Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw invalid(
    name,
    text,
    `The \`${name}\` query parameter value [${text}] is not between ${from} and ${to}`,
  );
}

function listOf(searchParams: URLSearchParams, name: string, known: readonly string[]): readonly string[] {
  const text = searchParams.get(name);
  const values = text === null ? [] : text.split(',');
  const unknown = values.find(value => !known.includes(value));
  if (unknown === undefined) return values;
  throw invalid(
    name,
    unknown,
    `The \`${name}\` query parameter value [${unknown}] is not one of [${known.join(',')}]`,
  );
}

function invalid(name: string, value: unknown, message: string) {
  return invalidRequest([{ parameters: { [name]: [value] }, message }]);
}
