import { expect, test } from 'vitest';
import { silentLog } from '../../src/shared/log.ts';
import { createCalendarApp } from '../../src/web/calendar.ts';
import { openWeb } from '../../src/web/open-web.ts';

test('the plan is there for who knows its address, and for nobody else', async () => {
  const app = createCalendarApp({ token: async () => 'a-secret', write: async () => 'BEGIN:VCALENDAR\r\n' });
  const options = { host: '127.0.0.1', port: 0, checks: [], log: silentLog };
  await using web = await openWeb({ ...options, mounts: [{ path: '/', app }] });
  const found = await fetch(`${web.url}/calendar/a-secret.ics`);
  expect([found.status, found.headers.get('content-type'), await found.text()]).toEqual([
    200,
    'text/calendar; charset=utf-8',
    'BEGIN:VCALENDAR\r\n',
  ]);
  const nothing = await (await fetch(`${web.url}/nothing`)).text();
  for (const name of ['a-secreT.ics', 'a-secret', 'a-secret.ics.ics', '%61-secre%74', '']) {
    const answer = await fetch(`${web.url}/calendar/${name}`);
    expect([answer.status, await answer.text()], name).toEqual([404, nothing]);
  }
});
