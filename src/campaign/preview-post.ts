import { composeOn, optionsInForce, optionsOn } from '../domain/compose-on.ts';
import { sumCosts } from '../domain/cost.ts';
import { isRefusal, type Preview } from '../domain/draft.ts';
import { InputError } from '../domain/input-error.ts';
import type { Network } from '../domain/network.ts';
import type { Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import { checkLanguage, findPost } from './find-post.ts';
import type { Studio } from './house.ts';
import { placeFor } from './place-for.ts';
import { previewPart } from './preview-part.ts';
import type { PreviewRequest } from './use-cases.ts';

/** Renders, composes and fits the files without sending: one row per language and network. */
export async function previewPost(studio: Studio, request: PreviewRequest): Promise<readonly Preview[]> {
  const { campaign, definition } = findPost(studio.campaigns, request.post);
  if (request.language !== undefined) checkLanguage(campaign, request.language);
  const networks = chooseNetworks(studio, request, definition.networks);
  const languages = definition.languages.filter(language => (request.language ?? language) === language);
  if (languages.length === 0) {
    throw new InputError(
      `${request.post} has no text in "${request.language}": it is written in ${definition.languages.join(', ')}.`,
    );
  }
  const rows = languages.flatMap(language => {
    const post = studio.render(campaign, definition, language);
    return networks.map(network => previewOn(studio, network, post, placeFor(studio, network, language)));
  });
  return Promise.all(rows);
}

function chooseNetworks(
  studio: Studio,
  request: PreviewRequest,
  goesTo: readonly string[] | undefined,
): readonly Network[] {
  const known = [...studio.networks.keys()];
  if (request.network !== undefined && !studio.networks.has(request.network)) {
    throw new InputError(`There is no network "${request.network}": use one of ${known.join(', ')}.`);
  }
  if (request.network !== undefined && goesTo !== undefined && !goesTo.includes(request.network)) {
    throw new InputError(
      `${request.post} does not go to ${request.network}: campaign.yaml names ${goesTo.join(', ')}.`,
    );
  }
  return [...studio.networks.values()].filter(
    ({ name }) => (request.network ?? name) === name && (goesTo?.includes(name) ?? true),
  );
}

async function previewOn(studio: Studio, network: Network, post: Post, place: Place): Promise<Preview> {
  const row = { post: post.id, language: post.language, network: network.name };
  const composed = composeOn(network, post, place);
  if (isRefusal(composed)) return { ...row, parts: [], refusal: composed.refusal };
  try {
    const parts = await Promise.all(composed.parts.map(part => previewPart(studio, network, part)));
    const [cost] = sumCosts(parts.flatMap(part => (part.cost === undefined ? [] : [part.cost])));
    const options = optionsInForce(network, optionsOn(post, network.name));
    return { ...row, parts, options, ...(cost && { cost }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...row, parts: [], refusal: error.message };
  }
}
