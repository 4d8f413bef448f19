import type { Readiness, ReadyCheck } from '../domain/readiness.ts';
import { wallTime } from '../planning/plan-span.ts';

const SIGNS = { good: '✓', doubtful: '?', bad: '✗' } as const;
const WIDTH = 12;

/** Whether an occasion would go out, for people: a line for each thing that was looked at. */
export function printReadiness(readiness: Readiness): string {
  const { occurrence, deliveries, first, last, timeZone, checks } = readiness;
  const time = (text: string) => wallTime(new Date(text), timeZone);
  const bad = checks.filter(({ verdict }) => verdict === 'bad').length;
  return [
    `${occurrence}: ${deliveries} to go out, from ${time(first)} to ${time(last)} (${timeZone})`,
    '',
    ...checks.map(printCheck),
    '',
    bad === 0 ? 'It would go out.' : `Not all of it would go out: ${bad} to see to.`,
  ].join('\n');
}

function printCheck({ kind, subject, verdict, words }: ReadyCheck): string {
  const about = subject === undefined ? '' : `${subject}: `;
  const indented = words.replaceAll('\n', `\n${' '.repeat(WIDTH + 5)}`);
  return ` ${SIGNS[verdict]} ${kind.padEnd(WIDTH)} ${about}${indented}`;
}
