import type { Campaign } from '../../domain/campaign.ts';
import type { Language } from '../../domain/language.ts';
import type { Manuscript, WritingStep } from '../../domain/manuscript.ts';

type Campaigns = readonly Pick<Campaign, 'id' | 'languages' | 'posts' | 'hashtags'>[];

/** What is asked, in this order; what has only one answer is not asked. Alt texts are asked for between the pictures and the rest. */
export function listSteps(manuscript: Manuscript, campaigns: Campaigns): readonly WritingStep[] {
  const { edits } = manuscript;
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  const first: readonly WritingStep[] =
    campaigns.length > 1 && edits === undefined ? [{ ask: 'campaign' }] : [];
  if (campaign === undefined) return first;
  const hasTemplates = campaign.posts.some(({ inChat }) => inChat !== true) && edits === undefined;
  return [
    ...first,
    ...(hasTemplates ? [{ ask: 'template' } as const] : []),
    ...languagesOf(manuscript, campaign).map(language => ({ ask: 'text', language }) as const),
    { ask: 'pictures' },
    // What is planned already has its places and its time.
    ...(edits === undefined ? ([{ ask: 'places' }, { ask: 'time' }] as const) : []),
    ...(campaign.hashtags.length > 0 ? [{ ask: 'tags' } as const] : []),
    { ask: 'preview' },
  ];
}

/** Those of the campaign, or of the template where it names its own: a post has a text in each of them. */
export function languagesOf(
  { template }: Pick<Manuscript, 'template'>,
  campaign: Pick<Campaign, 'languages' | 'posts'>,
): readonly Language[] {
  return campaign.posts.find(({ name }) => name === template)?.languages ?? campaign.languages;
}

/** After the last text of a picture comes the next picture; after the last picture the question for more. */
export function nextStep(manuscript: Manuscript, campaigns: Campaigns): WritingStep {
  const { step } = manuscript;
  if (step.ask === 'alt') {
    return altAfter(manuscript, campaigns, step) ?? { ask: 'pictures' };
  }
  const missing = step.ask === 'pictures' ? missingAlt(manuscript, campaigns) : undefined;
  return missing ?? neighbour(manuscript, campaigns, 1);
}

export function stepBefore(manuscript: Manuscript, campaigns: Campaigns): WritingStep {
  const { step } = manuscript;
  if (step.ask !== 'alt') return neighbour(manuscript, campaigns, -1);
  const alts = listAlts(manuscript, campaigns);
  const index = alts.findIndex(alt => isSameStep(alt, step));
  return alts[index - 1] ?? { ask: 'pictures' };
}

/** The first alt text that nobody has written yet. */
export function missingAlt(manuscript: Manuscript, campaigns: Campaigns): WritingStep | undefined {
  return listAlts(manuscript, campaigns).find(
    ({ picture, language }) => manuscript.pictures[picture]?.alt[language] === undefined,
  );
}

/** The first text that nobody has written yet, and no template has. */
export function missingText(manuscript: Manuscript, campaigns: Campaigns): WritingStep | undefined {
  if (manuscript.template !== undefined) return undefined;
  return listSteps(manuscript, campaigns).find(
    step => step.ask === 'text' && manuscript.texts[step.language] === undefined,
  );
}

export function isSameStep(one: WritingStep, other: WritingStep): boolean {
  return (
    one.ask === other.ask &&
    ('language' in one ? one.language : '') === ('language' in other ? other.language : '') &&
    ('picture' in one ? one.picture : 0) === ('picture' in other ? other.picture : 0)
  );
}

type AltStep = Extract<WritingStep, { ask: 'alt' }>;

function listAlts(manuscript: Manuscript, campaigns: Campaigns): readonly AltStep[] {
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  if (campaign === undefined) return [];
  return manuscript.pictures.flatMap((_, picture) =>
    languagesOf(manuscript, campaign).map(language => ({ ask: 'alt', picture, language }) as const),
  );
}

function altAfter(manuscript: Manuscript, campaigns: Campaigns, step: AltStep): WritingStep | undefined {
  const alts = listAlts(manuscript, campaigns);
  const index = alts.findIndex(alt => isSameStep(alt, step));
  return alts[index + 1] ?? missingAlt(manuscript, campaigns);
}

function neighbour(manuscript: Manuscript, campaigns: Campaigns, by: 1 | -1): WritingStep {
  const steps = listSteps(manuscript, campaigns);
  const index = steps.findIndex(step => isSameStep(step, manuscript.step));
  return steps[Math.min(Math.max(index + by, 0), steps.length - 1)] ?? { ask: 'campaign' };
}
