import type { AuditHead, AuditVerdict } from '../domain/audit.ts';
import type { AuditLine } from '../domain/ledger.ts';
import { readAuditTrail, walkAudit } from '../ledger/audit-trail.ts';
import { sealOf } from '../ledger/seal-head.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import { verifyAudit } from '../ledger/verify-audit.ts';
import { createLog, type LogLevel } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { openStorage } from '../storage/open-storage.ts';

export interface AuditSettings {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly secretKey?: string;
  readonly logLevel: LogLevel;
  readonly secrets: readonly string[];
}

/** The audit alone, to be looked at beside a bot that runs or without one. */
export interface AuditArchive extends AsyncDisposable {
  /** `noted`: a head that somebody noted down elsewhere. */
  verify(noted?: AuditHead): Promise<AuditVerdict>;
  /** The newest first. */
  newest(limit: number): Promise<readonly AuditLine[]>;
  /** The oldest first. */
  all(): AsyncIterable<AuditLine>;
}

export async function openAudit(settings: AuditSettings): Promise<AuditArchive> {
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const storage = await openStorage({ ...settings, log });
  const db = storage.kysely<LedgerTables>();
  const seal = sealOf(settings);
  return {
    verify: noted => verifyAudit(db, { ...(seal && { seal }), ...(noted && { noted }) }),
    newest: limit => readAuditTrail(db, limit),
    all: () => walkAudit(db),
    [Symbol.asyncDispose]: () => storage.close(),
  };
}
