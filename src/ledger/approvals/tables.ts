import type { ColumnType } from 'kysely';
import type { ApprovalAnswer } from '../../domain/approval.ts';
import type { Post } from '../../domain/post.ts';
import type { LedgerTables } from '../tables.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** What is asked of the members now; a change of the drafts changes the hash. */
export interface ApprovalRequestsTable {
  post: string;
  occurrence: string;
  hash: string;
  asked_at: Date;
  told_at: Defaulted<Date | null>;
  settled_told_at: Defaulted<Date | null>;
}

export interface ApprovalAnswersTable {
  post: string;
  occurrence: string;
  /** Of what the member was shown. */
  hash: string;
  admin: string;
  answer: ApprovalAnswer['answer'];
  reason: string | null;
  at: Date;
  void_at: Defaulted<Date | null>;
}

export interface PostWritersTable {
  post: string;
  occurrence: string;
  admin: string;
}

export interface ConfirmationsTable {
  subject: string;
  admin: string;
  at: Date;
}

/** What is out and shall say something else, the newest for each time of a post. */
export interface CorrectionsTable {
  post: string;
  occurrence: string;
  hash: string;
  /** The same for the same changes, whoever asks for them. */
  content: string;
  admin: string;
  needed: number;
  posts: ColumnType<readonly Post[], string, string>;
  asked_at: Date;
  late_at: Date;
  told_at: Defaulted<Date | null>;
  settled_told_at: Defaulted<Date | null>;
  ended_at: Defaulted<Date | null>;
}

export interface ApprovalTables extends LedgerTables {
  corrections: CorrectionsTable;
  approval_requests: ApprovalRequestsTable;
  approval_answers: ApprovalAnswersTable;
  post_writers: PostWritersTable;
  confirmations: ConfirmationsTable;
}
