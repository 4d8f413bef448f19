import type { Kysely } from 'kysely';
import type { AuditFault, AuditHead, AuditVerdict, HeadSeal } from '../domain/audit.ts';
import type { AuditLine } from '../domain/ledger.ts';
import { CHAIN_START, hashAuditLine, readHead, walkAudit } from './audit-trail.ts';
import type { LedgerTables } from './tables.ts';

type SealedHead = NonNullable<Awaited<ReturnType<typeof readHead>>>;

export interface VerifyAuditOptions {
  readonly seal?: HeadSeal;
  /** A head that somebody noted down elsewhere: the chain must still have that line. */
  readonly noted?: AuditHead;
}

/** Walks the chain from its first line to its head; the faults in the order of the lines. */
export async function verifyAudit(
  db: Kysely<LedgerTables>,
  { seal, noted }: VerifyAuditOptions = {},
): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  const head = await readHead(db);
  let lines = 0;
  let last: AuditHead = { sequence: 0, hash: CHAIN_START };
  let hasNoted = noted === undefined || noted.sequence === 0;
  for await (const line of walkAudit(db)) {
    faults.push(...checkLine(line, last, head));
    if (line.sequence === noted?.sequence) hasNoted = line.hash === noted.hash;
    lines += 1;
    last = line;
  }
  const end = head === undefined ? [{ kind: 'no head', line: last.sequence } as const] : checkEnd(head, last);
  if (head !== undefined && seal !== undefined) faults.push(...(await checkSeal(head, seal)));
  faults.push(...end);
  if (!hasNoted) faults.push({ kind: 'not the noted one', line: noted?.sequence ?? 0 });
  const { sequence, hash } = last;
  const sealed = seal !== undefined && typeof head?.seal === 'string';
  return { lines, head: { sequence, hash }, faults, sealed };
}

function checkLine(line: AuditLine, last: AuditHead, head: AuditHead | undefined): AuditFault[] {
  const { sequence } = line;
  const faults: AuditFault[] = [];
  const expected = last.sequence + 1;
  if (head !== undefined && sequence > head.sequence) return [{ kind: 'put in', line: sequence }];
  if (sequence > expected) {
    const gap = { kind: 'missing', line: expected } as const;
    faults.push(sequence - 1 > expected ? { ...gap, last: sequence - 1 } : gap);
  } else if (sequence < expected || line.previous !== last.hash)
    faults.push({ kind: 'loose', line: sequence });
  if (hashAuditLine(line) !== line.hash) faults.push({ kind: 'changed', line: sequence });
  return faults;
}

/** Before the first line there is nothing to seal. */
async function checkSeal(head: SealedHead, seal: HeadSeal): Promise<AuditFault[]> {
  const { sequence: line } = head;
  if (head.seal === null) return line === 0 ? [] : [{ kind: 'no seal', line }];
  return (await seal.fits(head, head.seal)) ? [] : [{ kind: 'head forged', line }];
}

/** Lines behind the head were faults already. */
function checkEnd(head: AuditHead, last: AuditHead): AuditFault[] {
  if (last.sequence > head.sequence) return [];
  if (last.sequence < head.sequence) {
    return [{ kind: 'cut off', line: last.sequence + 1, last: head.sequence }];
  }
  return last.hash === head.hash ? [] : [{ kind: 'rewritten', line: head.sequence }];
}
