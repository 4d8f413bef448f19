import { WRITES } from '../../domain/member.ts';
import type { Command } from './command.ts';

/** The answer to a question, given by its buttons. */
export const settle: Command = {
  name: 'settle',
  roles: WRITES,
  hidden: true,
  inPlace: true,
  answer: (call, { questions }) => questions.settle(call.argument, call),
};
