import type { Campaign } from '../../domain/campaign.ts';
import type { Manuscript } from '../../domain/manuscript.ts';
import type { Block } from '../../domain/post.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House } from '../house.ts';
import { placesFor, tagsOf } from './choose-for-manuscript.ts';
import { titleOf } from './compose-manuscript.ts';
import { definePost } from './define-post.ts';
import { isSameStep, languagesOf, listSteps, missingText } from './writing-steps.ts';
import type { ManuscriptView, PlaceChoice } from './writing-use-cases.ts';

export async function viewManuscript(house: House, manuscript: Manuscript): Promise<ManuscriptView> {
  const campaigns = await campaignsInForce(house);
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  const [first] = listSteps(manuscript, campaigns);
  const text = campaign && currentText(house, manuscript, campaign);
  return {
    manuscript,
    campaigns: campaigns.map(({ id, titles }) => ({ id, titles })),
    templates: (campaign?.posts ?? [])
      .filter(({ inChat }) => inChat !== true)
      .map(({ name, titles }) => ({ id: name, titles })),
    timeZone: campaign?.timeZone ?? 'UTC',
    languages: campaign ? languagesOf(manuscript, campaign) : [],
    ...(text && { text }),
    places: campaign ? choicesOf(house, manuscript, campaign) : [],
    tags: tagsOf(manuscript, campaign).map(tag => ({ tag, on: manuscript.tags?.includes(tag) ?? true })),
    whole: campaign !== undefined && missingText(manuscript, campaigns) === undefined,
    canGoBack: first !== undefined && !isSameStep(first, manuscript.step),
  };
}

function currentText(
  { render }: House,
  manuscript: Manuscript,
  campaign: Campaign,
): readonly Block[] | undefined {
  const { step, texts, template } = manuscript;
  if (step.ask !== 'text') return undefined;
  const own = texts[step.language];
  if (own !== undefined || template === undefined) return own;
  return render(campaign, definePost(manuscript, campaign), step.language).body;
}

function choicesOf(house: House, manuscript: Manuscript, campaign: Campaign): readonly PlaceChoice[] {
  const places = placesFor(house, manuscript, campaign);
  return places.map(({ id, network, language }) => ({
    id,
    network,
    title: titleOf(house, network),
    language,
    ambiguous: places.some(
      other => other.id !== id && other.network === network && other.language === language,
    ),
    on: !manuscript.placesOff.includes(id),
  }));
}
