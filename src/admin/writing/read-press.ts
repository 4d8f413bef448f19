import type { ManuscriptChange } from '../../campaign/writing/writing-use-cases.ts';
import type { WritingStep } from '../../domain/manuscript.ts';

/** What a button of a step asks for, as `stepButtons` made it; undefined: to see the step again. */
export function readPress(verb: string, rest: string): ManuscriptChange | undefined {
  switch (verb) {
    case 'next':
    case 'back':
      return { do: 'go', to: verb };
    case 'go':
      return toStep(rest);
    case 'campaign':
      return { do: 'campaign', campaign: rest };
    case 'template':
      return rest === '' ? { do: 'template' } : { do: 'template', template: rest };
    case 'out':
      return { do: 'take out' };
    case 'place':
      return { do: 'place', place: rest };
    case 'tag':
      return { do: 'tag', tag: rest };
    case 'now':
      return { do: 'time' };
    default:
      return undefined;
  }
}

function toStep(rest: string): ManuscriptChange | undefined {
  const [ask = '', language] = rest.split(' ');
  if (ask === 'text' && language !== undefined) return { do: 'go', to: { ask, language } };
  if (ask === 'alt' && language !== undefined) return { do: 'go', to: { ask, picture: 0, language } };
  const step = PLAIN.find(known => known === ask);
  return step === undefined ? undefined : { do: 'go', to: { ask: step } };
}

const PLAIN: readonly Exclude<WritingStep['ask'], 'text' | 'alt'>[] = [
  'campaign',
  'template',
  'pictures',
  'places',
  'time',
  'tags',
  'preview',
];
