import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';

export interface FoundPost {
  readonly campaign: Campaign;
  readonly definition: PostDefinition;
  /** `<campaign>/<post>`. */
  readonly id: string;
}

/** `<campaign>/<post>` → the definition; an unknown name fails with the known ones. */
export function findPost(campaigns: readonly Campaign[], id: string): FoundPost {
  const [campaignId = '', name = '', ...rest] = id.split('/');
  const campaign = campaigns.find(known => known.id === campaignId);
  if (campaign === undefined) {
    const known = campaigns.map(({ id }) => id).join(', ');
    throw new InputError(
      `There is no campaign "${campaignId}": use one of ${known}, as in ${exampleOf(campaigns)}.`,
    );
  }
  const definition = rest.length === 0 ? campaign.posts.find(post => post.name === name) : undefined;
  if (definition === undefined) {
    const known = campaign.posts.map(post => `${campaign.id}/${post.name}`).join(', ');
    throw new InputError(`There is no post "${id}" in the campaign ${campaign.id}: use one of ${known}.`);
  }
  return { campaign, definition, id };
}

/** Fails, with the known ones, when the campaign does not speak the language. */
export function checkLanguage(campaign: Campaign, language: Language): void {
  if (campaign.languages.includes(language)) return;
  const known = campaign.languages.join(', ');
  throw new InputError(`The campaign ${campaign.id} has no language "${language}": use one of ${known}.`);
}

function exampleOf(campaigns: readonly Campaign[]): string {
  const [campaign] = campaigns;
  const [post] = campaign?.posts ?? [];
  return campaign === undefined || post === undefined ? '<campaign>/<post>' : `${campaign.id}/${post.name}`;
}
