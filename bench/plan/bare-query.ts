/** What the plan asks of the database and nothing else: the driver alone, all deliveries, their number on standard output. */
import pg from 'pg';

const client = new pg.Client(JSON.parse(process.argv[2] ?? '{}') as pg.ClientConfig);
await client.connect();
const { rows } = await client.query('select * from deliveries order by due_at, id');
await client.end();
process.stdout.write(`${rows.length}\n`);
