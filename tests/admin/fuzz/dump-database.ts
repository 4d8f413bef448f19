import type { TestDatabase } from '../../support/database.ts';

/** Every row of every table, whatever its schema, as text. */
export async function dumpDatabase({ pool }: TestDatabase): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`select to_json(one)::text as text from ${name} one`);
    texts.push(`${name}\n${rows.map(({ text }) => text).join('\n')}`);
  }
  return texts.join('\n');
}
