import type { Campaign, PostDefinition } from '../../domain/campaign.ts';
import { composeOn } from '../../domain/compose-on.ts';
import { isRefusal, type Part } from '../../domain/draft.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Language } from '../../domain/language.ts';
import type { Manuscript } from '../../domain/manuscript.ts';
import type { Network } from '../../domain/network.ts';
import type { NetworkName, Place } from '../../domain/place.ts';
import { audienceOf } from '../../planning/plan-deliveries.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House } from '../house.ts';
import { definePost } from './define-post.ts';

/** A manuscript as a post of its campaign. */
export interface DefinedPost {
  readonly campaign: Campaign;
  readonly definition: PostDefinition;
}

/** How it looks on one network in one language. */
export interface ComposedRow {
  readonly network: NetworkName;
  readonly language: Language;
  readonly places: readonly Place[];
  readonly parts: readonly Part[];
  /** Why it cannot go there, in one English sentence; then there are no parts. */
  readonly refusal?: string;
}

export async function defineManuscript(house: House, manuscript: Manuscript): Promise<DefinedPost> {
  const campaigns = await campaignsInForce(house);
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  if (campaign === undefined) {
    throw new InputError('The campaign of this post is gone: begin it anew.', {
      key: 'noCampaign',
      values: {},
    });
  }
  return { campaign, definition: definePost(manuscript, campaign) };
}

/** Composed for every place that it goes to, each network and language once. */
export function composeRows(
  house: Pick<House, 'networks' | 'places' | 'render'>,
  { campaign, definition }: DefinedPost,
  only?: Language,
): readonly ComposedRow[] {
  const places = audienceOf(definition, house.places).filter(
    ({ language }) => (only ?? language) === language,
  );
  const rows = Map.groupBy(places, ({ network, language }) => `${network} ${language}`);
  const posts = new Map(
    [...new Set(places.map(({ language }) => language))].map(language => [
      language,
      house.render(campaign, definition, language),
    ]),
  );
  return [...rows.values()].flatMap(alike => {
    const [place] = alike;
    const network = place && house.networks.get(place.network);
    const post = place && posts.get(place.language);
    if (place === undefined || network === undefined || post === undefined) return [];
    const composed = composeOn(network, post, place);
    const row = { network: place.network, language: place.language, places: alike };
    return [isRefusal(composed) ? { ...row, parts: [], refusal: composed.refusal } : { ...row, ...composed }];
  });
}

/** Fails with what the first network says that cannot take it as it is, so that it is mended where it was written. */
export async function checkManuscript(
  house: House,
  manuscript: Manuscript,
  only?: Language,
): Promise<DefinedPost> {
  const defined = await defineManuscript(house, manuscript);
  for (const row of composeRows(house, defined, only)) {
    if (row.refusal !== undefined) throw refusedBy(house, row.network, row.refusal);
  }
  return defined;
}

/** Fails where a network cannot take one of the files. `known`: ids of those that it has taken already. */
export async function checkFiles(
  house: House,
  defined: DefinedPost,
  known: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const { network, parts } of composeRows(house, defined)) {
    for (const media of parts.flatMap(part => part.media.filter(({ id }) => !known.has(id)))) {
      await house.prepareMedia(media, network).catch(error => {
        if (!(error instanceof InputError)) throw error;
        throw refusedBy(house, network, error.message);
      });
    }
  }
}

export function titleOf(house: Pick<House, 'accounts'>, network: NetworkName): string {
  return house.accounts().find(({ name }) => name === network)?.title ?? network;
}

function refusedBy(house: House, network: Network['name'], why: string): InputError {
  const title = titleOf(house, network);
  return new InputError(`${title} cannot take it: ${why}`, {
    key: 'refusedBy',
    values: { network: title, why },
  });
}
