import type { Campaign } from '../../domain/campaign.ts';
import type { Manuscript } from '../../domain/manuscript.ts';
import { writingFault } from './writing-fault.ts';
import { nextStep } from './writing-steps.ts';

/** A text that nobody has written cannot be passed by. */
export function advance(manuscript: Manuscript, campaigns: readonly Campaign[]): Manuscript {
  const { step, template } = manuscript;
  if (step.ask === 'text' && template === undefined && manuscript.texts[step.language] === undefined) {
    throw writingFault('textMissing', `The text in ${step.language} is missing: write it first.`, {
      language: step.language,
    });
  }
  if (step.ask === 'alt' && manuscript.pictures[step.picture]?.alt[step.language] === undefined) {
    throw writingFault('altMissing', `The alt text in ${step.language} is missing: write it first.`, {
      language: step.language,
    });
  }
  return { ...manuscript, step: nextStep(manuscript, campaigns) };
}
