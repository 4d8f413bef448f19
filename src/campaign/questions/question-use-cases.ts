import type { ApprovalBook } from '../../domain/approval.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { DeliveryDesk } from '../../domain/delivery-desk.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Ledger } from '../../domain/ledger.ts';
import {
  ANSWERS,
  groupQuestions,
  type Question,
  type QuestionAnswer,
  type QuestionState,
  subjectOf,
} from './question.ts';

/** What answering is made of. */
export interface QuestionDesk {
  readonly ledger: Pick<Ledger, 'list' | 'audit'>;
  readonly desk: Pick<DeliveryDesk, 'settle' | 'reschedule' | 'cancel'>;
  readonly now: () => Date;
  readonly approvals?: Pick<ApprovalBook, 'noteWriter'>;
}

/** What the house asks of the admins. */
export interface QuestionUseCases {
  open(): Promise<readonly Question[]>;
  /**
   * Does what an admin answered, with every delivery that still asks the same. Gives them as they were. Fails with
   * `InputError` when none does: somebody else was first.
   */
  answer(request: AnswerRequest): Promise<readonly Delivery[]>;
}

export interface AnswerRequest {
  /** Of `subjectOf`. */
  readonly subject: string;
  readonly answer: QuestionAnswer;
  readonly admin: string;
}

export function createQuestionUseCases(house: QuestionDesk): QuestionUseCases {
  const states = Object.keys(ANSWERS) as QuestionState[];
  const open = async () => groupQuestions(await house.ledger.list({ states }));
  return {
    open,
    async answer({ subject, answer, admin }) {
      const question = (await open()).find(({ deliveries: [first] }) => subjectOf(first) === subject);
      if (question === undefined || !isAnswerTo(question, answer)) throw answeredAlready();
      const { deliveries } = question;
      const [{ post, occurrence, id }] = deliveries;
      await house.ledger.audit({
        at: house.now(),
        admin,
        action: `answer ${question.state}`,
        subject: deliveries.length === 1 ? id : `${post}/${occurrence}`,
        before: question.state,
        after: answer,
      });
      // Another time needs approvals anew, by others than who gives it.
      if (answer === 'now') await house.approvals?.noteWriter(post, occurrence, admin);
      const at = house.now();
      const done = await Promise.all(deliveries.map(delivery => act(house, delivery, answer, at, admin)));
      if (!done.includes(true)) throw answeredAlready();
      return deliveries.filter((_, index) => done[index]);
    },
  };
}

function isAnswerTo({ state }: Question, answer: QuestionAnswer): boolean {
  const allowed: readonly QuestionAnswer[] = ANSWERS[state];
  return allowed.includes(answer);
}

/** False: the delivery asks no more. */
async function act(
  { desk }: QuestionDesk,
  { id }: Delivery,
  answer: QuestionAnswer,
  now: Date,
  admin: string,
): Promise<boolean> {
  switch (answer) {
    case 'it is there':
    case 'send again':
      await desk.settle(id, answer);
      return true;
    case 'now':
    case 'try again':
      return desk.reschedule(id, now);
    case 'drop':
      return desk.cancel(id, `dropped by ${admin}`);
    case 'leave it':
      return true;
  }
}

function answeredAlready(): InputError {
  return new InputError('This question has been answered already: look at the queue.', {
    key: 'answered',
    values: {},
  });
}
