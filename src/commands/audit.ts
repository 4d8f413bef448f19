import type { AuditFault, AuditHead, AuditVerdict } from '../domain/audit.ts';
import { InputError } from '../domain/input-error.ts';
import type { AuditLine } from '../domain/ledger.ts';
import { type AddCommand, examples } from './command.ts';
import { toCsvRow } from './export-history.ts';

export const addAudit: AddCommand = (program, context) => {
  const audit = program
    .command('audit')
    .description('who did what, and whether the record of it is whole')
    .addHelpText(
      'after',
      examples('solidarity audit verify', 'solidarity audit list', 'solidarity audit export > audit.jsonl'),
    );

  audit
    .command('verify')
    .description(
      'check that no line was changed, taken out, put in, moved or cut off; the exit code is 1 if one was',
    )
    .option(
      '--head <number:hash>',
      'a head noted down earlier, as this command prints it: the chain must still have it',
    )
    .addHelpText('after', examples('solidarity audit verify', 'solidarity audit verify --head 412:9f86d081…'))
    .action(async ({ head }: { readonly head?: string }) => {
      const noted = head === undefined ? undefined : readNoted(head);
      await using archive = await context.openAudit();
      const verdict = await archive.verify(noted);
      context.print(describeVerdict(verdict));
      if (verdict.faults.length > 0) context.exitCode(1);
    });

  audit
    .command('list')
    .description('the last lines, the newest first')
    .option('-n, --lines <count>', 'how many', '20')
    .addHelpText('after', examples('solidarity audit list --lines 100'))
    .action(async ({ lines }: { readonly lines: string }) => {
      const limit = readCount(lines);
      await using archive = await context.openAudit();
      const newest = await archive.newest(limit);
      context.print(newest.length === 0 ? 'Nothing was done yet.' : newest.map(describeLine).join('\n'));
    });

  audit
    .command('export')
    .description('every line, the oldest first, a JSON object each')
    .option('--csv', 'as a table')
    .addHelpText(
      'after',
      examples('solidarity audit export > audit.jsonl', 'solidarity audit export --csv > audit.csv'),
    )
    .action(async ({ csv }: { readonly csv?: true }) => {
      await using archive = await context.openAudit();
      if (csv) context.print(COLUMNS.join(','));
      for await (const line of archive.all()) {
        const row = { ...line, at: line.at.toISOString() };
        context.print(csv ? toCsvRow(COLUMNS.map(column => String(row[column] ?? ''))) : JSON.stringify(row));
      }
    });
};

const COLUMNS = [
  'sequence',
  'at',
  'admin',
  'action',
  'subject',
  'before',
  'after',
  'detail',
  'previous',
  'hash',
] as const;

const MOST_FAULTS = 20;

function describeVerdict({ lines, head, faults, sealed }: AuditVerdict): string {
  if (faults.length > 0) {
    const shown = faults.slice(0, MOST_FAULTS).map(describeFault);
    const more = faults.length - shown.length;
    return [
      `The audit is not whole: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${lines} lines.`,
      ...shown,
      ...(more > 0 ? [`… and ${more} more.`] : []),
    ].join('\n');
  }
  const trust = sealed
    ? 'Its end is sealed with SECRET_KEY.'
    : 'Its end is not sealed, since SECRET_KEY is not set: who can write to the database could have written all of it anew. Note the head down and check against it.';
  return [
    `The audit is whole: ${lines} ${lines === 1 ? 'line' : 'lines'}. ${trust}`,
    `Head: ${head.sequence}:${head.hash}`,
  ].join('\n');
}

function describeFault({ kind, line, last }: AuditFault): string {
  const span = last === undefined || last === line ? `Line ${line}` : `Lines ${line} to ${last}`;
  const was = last === undefined || last === line ? 'was' : 'were';
  switch (kind) {
    case 'changed':
      return `${span} was changed: it is not what was written.`;
    case 'missing':
      return `${span} ${was} taken out.`;
    case 'loose':
      return `${span} does not follow the line before it: something was taken out, put in or moved there.`;
    case 'cut off':
      return `${span} ${was} cut off from the end.`;
    case 'put in':
      return `${span} was put in: the bot did not write it.`;
    case 'rewritten':
      return `${span} is not the one that the bot wrote last: the record was written anew.`;
    case 'no head':
      return `Where the record ends was taken away: whether lines after line ${line} were cut off cannot be told.`;
    case 'head forged':
      return `Where the record ends (line ${line}) was not written with this SECRET_KEY: the record was written anew, or SECRET_KEY was changed and nothing was done since.`;
    case 'no seal':
      return `Where the record ends (line ${line}) bears no seal, although SECRET_KEY is set: the seal was taken off, or SECRET_KEY was set after that line; what is done next is sealed again.`;
    case 'not the noted one':
      return `${span} is not the one that was noted down: the record was written anew or cut off.`;
  }
}

function describeLine({ sequence, at, admin, action, subject, before, after, detail }: AuditLine): string {
  const change = before === null && after === null ? '' : `: ${before ?? '—'} → ${after ?? '—'}`;
  const more = detail === undefined ? '' : ` (${detail})`;
  return `${sequence}  ${at.toISOString()}  ${admin}  ${action}  ${subject}${change}${more}`;
}

function readNoted(text: string): AuditHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new InputError(
      `"${text}" is no head of the audit: give it as "audit verify" prints it, a number, a colon and 64 hexadecimal digits.`,
    );
  }
  return { sequence: Number(sequence), hash };
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InputError(`"${text}" is no number of lines: give a whole number above 0.`);
}
