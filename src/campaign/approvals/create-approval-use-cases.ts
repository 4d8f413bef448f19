import {
  type ApprovalAnswer,
  type ApprovalBook,
  type ApprovalRequest,
  approvalsOf,
  rejectedFor,
} from '../../domain/approval.ts';
import { InputError } from '../../domain/input-error.ts';
import type { House } from '../house.ts';
import { type Answered, type ApprovalUseCases, keyOf } from './approval-use-cases.ts';
import { viewRequest } from './view-request.ts';

export type ApprovalDesk = Pick<
  House,
  'approvals' | 'corrections' | 'amendments' | 'ledger' | 'networks' | 'prepareMedia' | 'desk' | 'now'
>;

export function createApprovalUseCases(house: ApprovalDesk): ApprovalUseCases {
  const open = async () => (await house.approvals?.open()) ?? [];
  const find = async (key: string) => {
    const request = (await open()).find(known => keyOf(known) === key);
    if (request === undefined) throw over();
    return request;
  };
  return {
    open,
    show: async key => viewRequest(house, await find(key)),
    viewOf: request => viewRequest(house, request),
    approve: async ({ key, admin }) => answer(house, await find(key), { admin, answer: 'approved' }),
    async reject({ key, admin, reason }) {
      const answered = await answer(house, await find(key), { admin, answer: 'rejected', reason });
      if (!answered.request.correction) await callOff(house, answered.request, reason);
      return answered;
    },
    async keepOnly(approvers) {
      const voided = await house.approvals?.keepOnly(approvers, house.now());
      if (!voided) return;
      await house.ledger.audit({
        at: house.now(),
        admin: 'system',
        action: 'void approvals',
        subject: 'members',
        before: `counted: ${voided}`,
        after: 'counted: 0',
        detail: `${voided} approvals by who may not approve any more`,
      });
    },
    async keepAskers(askers) {
      const at = house.now();
      for (const { post, occurrence } of (await house.corrections?.keepOnly(askers, at)) ?? []) {
        await house.ledger.audit({
          at,
          admin: 'system',
          action: 'void correction',
          subject: `${post}/${occurrence}`,
          before: 'waits for approval',
          after: 'void',
          detail: 'who asked for it may not any more',
        });
      }
    },
  };
}

async function answer(
  house: ApprovalDesk,
  { post, occurrence, hash, correction: isCorrection }: ApprovalRequest,
  said: Pick<ApprovalAnswer, 'admin' | 'answer' | 'reason'>,
): Promise<Answered> {
  const book = bookOf(house);
  const at = house.now();
  const outcome = await book.answer({ post, occurrence, hash, at, ...said });
  if (outcome === 'own') throw own();
  if (outcome === 'answered') throw answered();
  const request = isCorrection ? await book.correction(hash) : await book.request(post, occurrence);
  if (outcome === 'over' || request === undefined) throw over();
  const { given, needed } = approvalsOf(request);
  const isApproval = said.answer === 'approved';
  await house.ledger.audit({
    at,
    admin: said.admin,
    action: isApproval ? 'approve' : 'reject',
    subject: `${post}/${occurrence}`,
    before: `approved: ${isApproval ? given - 1 : given} of ${needed}`,
    after: isApproval ? `approved: ${given} of ${needed}` : 'rejected',
    detail: [`${isCorrection ? 'correction' : 'drafts'} ${hash}`, said.reason ?? '']
      .filter(Boolean)
      .join('; '),
  });
  return { request, complete: given >= needed };
}

/** The gate is closed by the answer already; what is called off here would else only wait. */
async function callOff(
  { ledger, desk }: ApprovalDesk,
  { post, occurrence }: ApprovalRequest,
  reason: string,
): Promise<void> {
  const waiting = await ledger.list({ post, occurrence, states: ['planned', 'scheduled', 'held'] });
  for (const { id } of waiting) await desk.cancel(id, rejectedFor(reason));
}

function bookOf({ approvals }: ApprovalDesk): ApprovalBook {
  if (approvals === undefined) throw over();
  return approvals;
}

function over(): InputError {
  return new InputError(
    'There is nothing to approve here any more: it was answered, was changed, was called off, or its time is over.',
    { key: 'approvalOver', values: {} },
  );
}

function own(): InputError {
  return new InputError('You wrote or scheduled this post yourself, so somebody else has to approve it.', {
    key: 'approvalOwn',
    values: {},
  });
}

function answered(): InputError {
  return new InputError('You have answered this already.', { key: 'approvalAnswered', values: {} });
}
