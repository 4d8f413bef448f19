import type { Campaign } from '../../domain/campaign.ts';
import type { Manuscript, WritingStep } from '../../domain/manuscript.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House } from '../house.ts';
import { advance } from './advance.ts';
import { togglePlace, toggleTag } from './choose-for-manuscript.ts';
import { addFile, type Changed, describePicture, writeText } from './write-manuscript.ts';
import { isSameStep, listSteps, stepBefore } from './writing-steps.ts';
import type { ManuscriptChange } from './writing-use-cases.ts';

/** What a member said or pressed, done to the manuscript. Fails with `InputError`, and the manuscript stays as it was. */
export async function changeManuscript(
  house: House,
  manuscript: Manuscript,
  change: ManuscriptChange,
): Promise<Changed> {
  const campaigns = await campaignsInForce(house);
  switch (change.do) {
    case 'go':
      return { manuscript: go(manuscript, campaigns, change.to) };
    case 'campaign':
      return { manuscript: chooseCampaign(manuscript, campaigns, change.campaign) };
    case 'template':
      return { manuscript: chooseTemplate(manuscript, campaigns, change.template) };
    case 'text':
      return { manuscript: await writeText(house, manuscript, campaigns, change) };
    case 'alt':
      return { manuscript: await describePicture(house, manuscript, campaigns, change.text) };
    case 'file':
      return addFile(house, manuscript, campaigns, change);
    case 'take out':
      return {
        manuscript: { ...manuscript, pictures: manuscript.pictures.slice(0, -1), step: { ask: 'pictures' } },
      };
    case 'place':
      return { manuscript: togglePlace(house, manuscript, campaigns, change.place) };
    case 'tag':
      return { manuscript: toggleTag(manuscript, campaigns, change.tag) };
    case 'time':
      return { manuscript: setTime(manuscript, campaigns, change.at) };
  }
}

function go(
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  to: 'next' | 'back' | WritingStep,
): Manuscript {
  if (to === 'back') return { ...manuscript, step: stepBefore(manuscript, campaigns) };
  if (to === 'next') return advance(manuscript, campaigns);
  const isAlt = to.ask === 'alt' && manuscript.pictures[to.picture] !== undefined;
  const isThere = isAlt || listSteps(manuscript, campaigns).some(step => isSameStep(step, to));
  return isThere ? { ...manuscript, step: to } : manuscript;
}

function chooseCampaign(manuscript: Manuscript, campaigns: readonly Campaign[], id: string): Manuscript {
  if (!campaigns.some(campaign => campaign.id === id)) return manuscript;
  const { template: _, tags: __, ...rest } = manuscript;
  // What another campaign speaks of, and where it goes, means nothing here.
  const kept = manuscript.campaign === id ? manuscript : { ...rest, placesOff: [] };
  return advance({ ...kept, campaign: id, step: { ask: 'campaign' } }, campaigns);
}

function chooseTemplate(
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  name: string | undefined,
): Manuscript {
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  const isKnown = campaign?.posts.some(post => post.name === name && post.inChat !== true) === true;
  const { template: _, ...rest } = manuscript;
  const chosen = isKnown && name !== undefined ? { ...rest, template: name, texts: {} } : rest;
  return advance({ ...chosen, step: { ask: 'template' } }, campaigns);
}

function setTime(manuscript: Manuscript, campaigns: readonly Campaign[], at: Date | undefined): Manuscript {
  const { at: _, ...rest } = manuscript;
  const timed = { ...rest, ...(at !== undefined && { at: at.toISOString() }) };
  return manuscript.step.ask === 'time' ? advance(timed, campaigns) : timed;
}
