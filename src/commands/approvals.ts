import { type ApprovalRequest, approvalsOf, waitsForApproval } from '../domain/approval.ts';
import { type AddCommand, examples } from './command.ts';
import { printTable } from './print-table.ts';

export const addApprovals: AddCommand = (program, context) => {
  program
    .command('approvals')
    .description('what waits for approval; it is given in the chat alone')
    .command('list')
    .description('every post that waits, until when, and who has approved it so far')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('solidarity approvals list', 'solidarity approvals list --json'))
    .action(async ({ json }: { json?: true }) => {
      await using app = await context.openApp({ only: 'planning' });
      const open = await app.useCases.approvals.open();
      context.print(json ? JSON.stringify(open.map(report), null, 2) : print(open));
    });
};

/** Who is a numeric Telegram id. */
function report(request: ApprovalRequest) {
  const { post, occurrence, hash, dueAt, lateAt, writers, answers } = request;
  return { post, occurrence, ...approvalsOf(request), dueAt, lateAt, writers, answers, drafts: hash };
}

function print(open: readonly ApprovalRequest[]): string {
  if (open.length === 0) return 'Nothing waits for approval.';
  const rows = open.map(request => [
    `${request.post}/${request.occurrence}`,
    request.dueAt.toISOString(),
    request.lateAt.toISOString(),
    waitsForApproval({ approvals: approvalsOf(request) }),
    request.writers.join(', '),
    request.answers.map(({ admin }) => admin).join(', '),
  ]);
  return printTable(['post', 'due', 'missed after', 'state', 'written by', 'approved by'], rows);
}
