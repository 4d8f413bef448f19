import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import type { Command } from './command.ts';

/** `/questions`: everything that waits for an answer, asked again here; in the old messages it can be answered no more. */
export const questions: Command = {
  name: 'questions',
  roles: WRITES,
  async answer({ admin, say }, { useCases, tellAgain }) {
    const asking = await useCases.seeing.asking();
    if (asking.length === 0) return { blocks: [block(say('questions.none'))] };
    await tellAgain(admin, asking);
    return { blocks: [block(bold(say('questions.above', { count: asking.length })))] };
  },
};
