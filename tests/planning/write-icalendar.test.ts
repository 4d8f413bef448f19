import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeICalendar } from '../../src/planning/write-icalendar.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

function write(title: string, description = ''): string {
  const event = {
    uid: 'a/b@c',
    at: new Date('2027-05-21T06:00:00Z'),
    title,
    description,
    status: 'CONFIRMED',
  };
  return writeICalendar('plan', [event as Parameters<typeof writeICalendar>[1][number]], NOW);
}

/** As RFC 5545 says that it is read: unfold, then unescape. */
function read(file: string, name: string): string | undefined {
  const line = file
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .find(each => each.startsWith(`${name}:`));
  return line?.slice(name.length + 1).replaceAll(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark));
}

test('an event has its time in UTC, and a name by which it is known again', () => {
  const file = write('Утро, 21 мая; «да»', 'one\ntwo');
  expect(file).toContain(
    'BEGIN:VEVENT\r\nUID:a/b@c\r\nDTSTAMP:20261122T120000Z\r\nDTSTART:20270521T060000Z\r\n',
  );
  expect(file).toContain('SUMMARY:Утро\\, 21 мая\\; «да»\r\n');
  expect(file).toContain('DESCRIPTION:one\\ntwo\r\n');
  expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
});

test('whatever the text, lines are of 75 octets at most, whole characters, and are read as they were written', () => {
  const unit = fc.constantFrom('a', 'ж', '😀', '\\', ';', ',', '\n', '\r\n', '\r', '\u0007', ' ', '–');
  const text = fc.string({ unit, maxLength: 200 });
  fc.assert(
    fc.property(text, text, (title, description) => {
      const file = write(title, description);
      const lines = file.split('\r\n');
      expect(lines.filter(line => Buffer.byteLength(line) > 75 || /[\n\r]/.test(line))).toEqual([]);
      const plain = (given: string) => given.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '');
      expect(read(file, 'SUMMARY')).toBe(plain(title));
      expect(read(file, 'DESCRIPTION')).toBe(plain(description));
    }),
    { numRuns: 200 },
  );
});
