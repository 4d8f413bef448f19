import { isRefusal, type Part, type Preview } from '../domain/draft.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { Network } from '../domain/network.ts';
import type { Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import { checkLanguage, findPost } from './find-post.ts';
import type { Studio } from './house.ts';
import type { PreviewRequest } from './use-cases.ts';

/** Renders and composes without sending: one row per language and network. */
export function previewPost(studio: Studio, request: PreviewRequest): readonly Preview[] {
  const { campaign, definition } = findPost(studio.campaigns, request.post);
  if (request.language !== undefined) checkLanguage(campaign, request.language);
  const networks = chooseNetworks(studio, request, definition.networks);
  const languages = request.language === undefined ? campaign.languages : [request.language];
  return languages.flatMap(language => {
    const post = studio.render(campaign, definition, language);
    return networks.map(network => previewOn(network, post, placeFor(studio, network, language)));
  });
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

/** A network without a place in this language is previewed as if it had one. */
function placeFor(studio: Studio, network: Network, language: Language): Place {
  const found = studio.places.find(place => place.network === network.name && place.language === language);
  return found ?? { id: `${network.name}-${language}`, network: network.name, language };
}

function previewOn(network: Network, post: Post, place: Place): Preview {
  const row = { post: post.id, language: post.language, network: network.name };
  const composed = network.compose(post, place);
  if (isRefusal(composed)) return { ...row, parts: [], refusal: composed.refusal };
  return { ...row, parts: composed.parts.map(previewPart) };
}

function previewPart({ text, length, limit, unit }: Part): Preview['parts'][number] {
  return { text, length, limit, unit };
}
