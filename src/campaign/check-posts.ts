import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import { composeOn } from '../domain/compose-on.ts';
import { isRefusal, type Part } from '../domain/draft.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { Network } from '../domain/network.ts';
import type { Place } from '../domain/place.ts';
import type { Studio } from './house.ts';
import { placeFor } from './place-for.ts';
import { previewPart } from './preview-part.ts';

/** One text for one place. */
interface Trial {
  /** The text's file, relative to the templates' folder; of a post that was written in the chat its id and language. */
  readonly file: string;
  readonly network: Network;
  readonly parts: readonly Part[];
  readonly refusal?: string;
}

export interface Checked {
  /** A sentence each, with the file that is to be changed. */
  readonly faults: readonly string[];
  /** How many posts were composed, one for each network and language. */
  readonly composed: number;
}

/** Composes every post for every place that it goes to: what a network refuses shows before anything is planned. */
export function composeAll(studio: Studio): Checked {
  const trials = listTrials(studio, studio.places);
  return { faults: faultsOf(trials), composed: trials.length };
}

/** Composes every post for every network, switched on or not, and makes every file ready. */
export async function checkPosts(studio: Studio): Promise<Checked> {
  const languages = new Set(studio.campaigns.flatMap(({ posts }) => posts.flatMap(post => post.languages)));
  const places = [...studio.networks.values()].flatMap(network =>
    [...languages].map(language => placeFor(studio, network, language)),
  );
  const trials = listTrials(studio, [
    ...new Map([...studio.places, ...places].map(place => [place.id, place])).values(),
  ]);
  const files = await Promise.all(trials.map(trial => fileFaults(studio, trial)));
  return { faults: [...new Set([...faultsOf(trials), ...files.flat()])], composed: trials.length };
}

function listTrials(studio: Studio, places: readonly Place[]): readonly Trial[] {
  return studio.campaigns.flatMap(campaign =>
    campaign.posts.flatMap(post =>
      post.languages.flatMap(language =>
        tryPost(
          studio,
          campaign,
          post,
          language,
          places.filter(place => goesTo(post, place, language)),
        ),
      ),
    ),
  );
}

function goesTo({ networks }: PostDefinition, place: Place, language: Language): boolean {
  return place.language === language && (networks?.includes(place.network) ?? true);
}

function tryPost(
  studio: Studio,
  campaign: Campaign,
  definition: PostDefinition,
  language: Language,
  places: readonly Place[],
): readonly Trial[] {
  if (places.length === 0) return [];
  const post = studio.render(campaign, definition, language);
  const texts = definition.texts[language];
  return places.flatMap(place => {
    const network = studio.networks.get(place.network);
    if (network === undefined) return [];
    const written = definition.inChat && `${post.id} (${language})`;
    const file =
      written ?? (texts?.byNetwork[place.network] ?? texts?.text)?.file ?? `${campaign.id}/campaign.yaml`;
    const composed = composeOn(network, post, place);
    return [isRefusal(composed) ? { file, network, parts: [], ...composed } : { file, network, ...composed }];
  });
}

function faultsOf(trials: readonly Trial[]): readonly string[] {
  const faults = trials.flatMap(({ file, refusal }) =>
    refusal === undefined ? [] : [`${file}: ${refusal}`],
  );
  return [...new Set(faults)];
}

async function fileFaults(studio: Studio, { file, network, parts }: Trial): Promise<readonly string[]> {
  try {
    await Promise.all(parts.map(part => previewPart(studio, network, part)));
    return [];
  } catch (error) {
    if (error instanceof InputError) return [`${file}: ${network.name}: ${error.message}`];
    throw error;
  }
}
