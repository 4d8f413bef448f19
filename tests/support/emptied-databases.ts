import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** How the databases of a run are made, read once from the template. */
export interface Blueprint {
  /** The name of the template; the names of all databases of the run begin with it. */
  readonly template: string;
  /** One query that leaves a database as the template is: without rows but those of the migrations. */
  readonly emptying: string;
  /** What tells whether a test has changed more than rows. */
  readonly layout: string;
}

/** Databases that tests of this worker are done with: emptying one takes a tenth of the time of making one. */
const done: string[] = [];

/** A database like the template. Gives its name. */
export async function takeDatabase(
  server: pg.Pool,
  blueprint: Blueprint,
  address: (name: string) => string,
): Promise<string> {
  const used = done.pop();
  if (used !== undefined) {
    if (await empty(address(used), blueprint)) return used;
    await server.query(`drop database ${used} with (force)`);
  }
  const { template } = blueprint;
  const name = newName(template);
  await server.query(`create database ${name} template ${template}`);
  return name;
}

/** Ends whatever is connected. Under its new name nothing finds the database that an earlier test has left running. */
export async function giveDatabaseBack(
  server: pg.Pool,
  { template }: Blueprint,
  name: string,
): Promise<void> {
  const unknown = newName(template);
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await server.query(`alter database ${name} rename to ${unknown}`);
  done.push(unknown);
}

function newName(template: string): string {
  return `${template}_${randomBytes(6).toString('hex')}`;
}

export async function drawBlueprint(client: pg.Client, template: string): Promise<Blueprint> {
  return { template, emptying: await writeEmptying(client), layout: await readLayout(client) };
}

/** False: it is not as the template is, or its server does not let us make it so. */
async function empty(url: string, { emptying, layout }: Blueprint): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(emptying);
    return (await readLayout(client)) === layout;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

const OWN = "nspname not in ('pg_catalog', 'information_schema', 'pg_toast')";

async function writeEmptying(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', nspname, relname) as name from pg_class
     join pg_namespace on pg_namespace.oid = relnamespace where relkind = 'r' and ${OWN} order by 1`,
  );
  const { rows: sequences } = await client.query<{ name: string; start: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, start_value::text as start from pg_sequences`,
  );
  const kept: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: string | null }>(
      `select json_agg(to_json(kept))::text as rows from ${name} kept`,
    );
    const json = rows[0]?.rows;
    if (json) kept.push(fill(name, json));
  }
  return [
    // Neither foreign keys nor the triggers that guard the audit trail have a say here.
    'set session_replication_role = replica',
    ...tables.map(({ name }) => `delete from ${name}`),
    ...kept,
    ...sequences.map(({ name, start }) => `select setval('${name}', ${start}, false)`),
  ].join(';\n');
}

function fill(table: string, json: string): string {
  const rows = pg.escapeLiteral(json);
  return `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, ${rows})`;
}

async function readLayout(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ layout: string }>(
    `select concat_ws(' ',
       (select json_agg(json_build_array(relname, relkind, relnatts) order by pg_class.oid) from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace where ${OWN}),
       (select json_agg(json_build_array(tgname, tgenabled) order by pg_trigger.oid) from pg_trigger),
       (select json_agg(proname order by pg_proc.oid) from pg_proc
        join pg_namespace on pg_namespace.oid = pronamespace where ${OWN}),
       (select json_agg(conname order by pg_constraint.oid) from pg_constraint)
     ) as layout`,
  );
  return rows[0]?.layout ?? '';
}
