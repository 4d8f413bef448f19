import type { ManuscriptView } from '../../campaign/writing/writing-use-cases.ts';
import { type Answer, block } from '../answer.ts';
import type { Call, CommandDependencies } from '../commands/command.ts';
import { describeStep } from './describe-step.ts';
import { previewAnswer } from './preview-answer.ts';

/** What is asked at the step where a manuscript is. */
export async function showManuscript(
  view: ManuscriptView,
  call: Call,
  dependencies: CommandDependencies,
): Promise<Answer> {
  const { step } = view.manuscript;
  return step.ask === 'preview' ? previewAnswer(view, call, dependencies) : describeStep(view, step, call);
}

/** Nothing is thrown away without being asked. */
export async function openManuscript(call: Call, dependencies: CommandDependencies): Promise<Answer> {
  const { admin, say } = call;
  const { writing } = dependencies.useCases;
  const current = await writing.current(admin);
  if (current === undefined) return showManuscript(await writing.begin(admin), call, dependencies);
  const { id } = current.manuscript;
  return {
    blocks: [block(say('writing.already'))],
    buttons: [
      [{ text: say('writing.goOn'), data: `new:${id} on` }],
      [{ text: say('writing.anew'), data: `new:${id} anew` }],
    ],
  };
}

/** A written post, to be changed wherever it waits or is out. What is being written otherwise is not thrown away for it. */
export async function reopenManuscript(
  post: string,
  call: Call,
  dependencies: CommandDependencies,
): Promise<Answer> {
  const { writing } = dependencies.useCases;
  if ((await writing.current(call.admin)) !== undefined) return openManuscript(call, dependencies);
  return showManuscript(await writing.reopen(call.admin, post), call, dependencies);
}
