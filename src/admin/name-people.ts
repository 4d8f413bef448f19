import type { AuditLine } from '../domain/ledger.ts';
import type { People } from './people.ts';

const ID = /^\d{1,16}$/;
/** "stop by 100000001 since …", "invited by 100000001". */
const BY = /\bby (\d{1,16})\b/g;

/** The members of whom these lines speak, by numeric id. */
export function peopleOf(lines: readonly AuditLine[]): readonly string[] {
  const ids = lines.flatMap(({ admin, subject, before, after, detail }) => [
    ...[admin, subject].filter(one => ID.test(one)),
    ...peopleIn([before, after, detail]),
  ]);
  return [...new Set(ids)];
}

/** The members whom these sentences name. */
export function peopleIn(texts: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(texts.flatMap(text => [...(text ?? '').matchAll(BY)].map(([, id = '']) => id)))];
}

/** Names are asked of Telegram for this answer alone; who has none is not in the map. */
export async function namePeople(
  ids: readonly string[],
  people: Pick<People, 'nameOf'>,
): Promise<ReadonlyMap<string, string>> {
  const named = await Promise.all(ids.map(async id => [id, await people.nameOf(id)] as const));
  return new Map(named.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
}

/** A sentence with names in place of the ids that are in `names`. */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/(?<![\w.:/-])\d{1,16}(?![\w.:/-])/g, id => names.get(id) ?? id);
}
