import type { ManuscriptChange, ManuscriptView } from '../../campaign/writing/writing-use-cases.ts';
import { type Answer, block } from '../answer.ts';
import type { Call, CommandDependencies, HeardMessage } from '../commands/command.ts';
import { Misunderstood } from '../misunderstood.ts';
import { readTime } from '../read-time.ts';
import { timeLine } from './describe-step.ts';
import { showManuscript } from './open-manuscript.ts';
import { orFault } from './or-fault.ts';

/** Takes a message that is no command as the answer to what was asked last. */
export async function hearMessage(
  call: Call,
  heard: HeardMessage,
  dependencies: CommandDependencies,
): Promise<Answer> {
  const { admin, say } = call;
  const { writing } = dependencies.useCases;
  const view = await writing.current(admin);
  if (view === undefined) throw new Misunderstood('error.noCommand');
  const show = (now: ManuscriptView) => showManuscript(now, call, dependencies);
  const work = async (): Promise<Answer> => {
    const change = await readAnswer(view, heard, dependencies);
    const changed = await writing.change(admin, view.manuscript.id, change);
    const answer = await show(changed);
    const notes = notesOn(change, changed, call);
    return { ...answer, blocks: [...notes.map(note => block(note)), ...answer.blocks] };
  };
  return orFault(say, work, async () => show((await writing.current(admin)) ?? view));
}

async function readAnswer(
  view: ManuscriptView,
  { text, entities = [], file, group }: HeardMessage,
  { fetchFile, clock }: CommandDependencies,
): Promise<ManuscriptChange> {
  const { step } = view.manuscript;
  if (file !== undefined) {
    if (step.ask === 'campaign' || step.ask === 'template' || step.ask === 'text') {
      throw new Misunderstood('writing.pictureLater');
    }
    const bytes = await fetchFile(file);
    return { do: 'file', bytes, name: file.name ?? 'picture', ...(group !== undefined && { album: group }) };
  }
  switch (step.ask) {
    case 'text':
      return { do: 'text', text, entities };
    case 'alt':
      return { do: 'alt', text };
    case 'time':
      return { do: 'time', at: readTime(text, view.timeZone, clock.now()) };
    default:
      throw new Misunderstood('writing.press');
  }
}

/** What was understood, and what may have been meant otherwise. */
function notesOn(change: ManuscriptChange, view: ManuscriptView, call: Call): readonly string[] {
  const { say } = call;
  if (change.do === 'time' && change.at !== undefined) {
    return [say('writing.understood', { time: timeLine(change.at, view, call) })];
  }
  if (change.do === 'text' && /\{\{|\{%/.test(change.text)) return [say('writing.placeholders')];
  return [];
}
