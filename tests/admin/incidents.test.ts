import { expect, test } from 'vitest';
import { INCIDENT_KINDS } from '../../src/domain/incident.ts';
import { openAdminChat } from './admin-harness.ts';

test('each kind of incident is told in the language of the admin: what it is about, why, and what to do', async () => {
  await using room = await openAdminChat();
  await room.ask('/help', 'ru');
  const before = room.answers(room.telegram.admin).length;
  await room.chat.tell(
    INCIDENT_KINDS.map(kind => ({
      kind: 'incident',
      incident: { kind, subject: 'x-en', why: `of ${kind}` },
    })),
  );
  const [told, ...more] = room.answers(room.telegram.admin).slice(before);
  expect(more).toEqual([]);
  for (const kind of INCIDENT_KINDS) {
    expect(told?.text).toMatch(new RegExp(`[А-Я][^\n]+\n\nof ${kind}\n\n[А-Я]`));
  }
});
