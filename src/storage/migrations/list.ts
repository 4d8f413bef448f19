import type { Migration } from 'kysely/migration';
import { keepsakes } from './0001-keepsakes.ts';
import { ledger } from './0002-ledger.ts';
import { recordIntentFunction } from './0003-record-intent.ts';
import { figures } from './0005-figures.ts';
import { calendar } from './0006-calendar.ts';
import { amendments } from './0008-amendments.ts';
import { budgetWaivers } from './0009-budget-waivers.ts';
import { auditHead } from './0010-audit-head.ts';
import { members } from './0011-members.ts';
import { approvals } from './0014-approvals.ts';
import { confirmations } from './0015-confirmations.ts';
import { writing } from './0017-writing.ts';
import { readiness } from './0020-readiness.ts';
import { calls } from './0022-calls.ts';
import { waitingOfNetwork } from './0023-waiting-of-network.ts';
import { foundAtOnce } from './0024-found-at-once.ts';
import { incidents } from './0027-incidents.ts';
import { corrections } from './0028-corrections.ts';
import { unanswered } from './0029-unanswered.ts';

/** Every migration, in order. What is released is never changed: a change is a new file and a new line. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-keepsakes': keepsakes,
  '0002-ledger': ledger,
  '0003-record-intent': recordIntentFunction,
  '0005-figures': figures,
  '0006-calendar': calendar,
  '0008-amendments': amendments,
  '0009-budget-waivers': budgetWaivers,
  '0010-audit-head': auditHead,
  '0011-members': members,
  '0014-approvals': approvals,
  '0015-confirmations': confirmations,
  '0017-writing': writing,
  '0020-readiness': readiness,
  '0022-calls': calls,
  '0023-waiting-of-network': waitingOfNetwork,
  '0024-found-at-once': foundAtOnce,
  '0027-incidents': incidents,
  '0028-corrections': corrections,
  '0029-unanswered': unanswered,
};
