import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import { InputError, InputErrors } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import { materialOf } from './cards/card-pictures.ts';
import { describeCard } from './cards/describe-card.ts';
import { vocabularyOf } from './render-post.ts';
import { renderText } from './render-text.ts';
import type { Speech } from './speech.ts';

/**
 * Renders every text of a campaign in each of its languages, so that a fault shows at the start and not when a post is due.
 * Throws `InputErrors` with all of them.
 */
export function validateCampaign(
  campaign: Campaign,
  speeches: ReadonlyMap<Language, Speech>,
  now: Date,
): void {
  const faults = campaign.posts.flatMap(post =>
    post.languages.flatMap(language => faultsOf(campaign, post, language, speeches, now)),
  );
  if (faults.length > 0) throw new InputErrors([...new Set(faults)]);
}

function faultsOf(
  campaign: Campaign,
  post: PostDefinition,
  language: Language,
  speeches: ReadonlyMap<Language, Speech>,
  now: Date,
): readonly string[] {
  const texts = post.texts[language];
  if (texts === undefined) return [];
  return faultsIn(() => {
    const vocabulary = vocabularyOf({ campaign, language, speeches, now });
    const { text, byNetwork, correction } = texts;
    const files = [text, ...Object.values(byNetwork), ...(correction ? [correction] : [])];
    const faults = files.flatMap(file => faultsIn(() => renderText(file, vocabulary)));
    const { figures, speech } = vocabulary;
    const cards = (post.figureCards ?? []).flatMap(card =>
      faultsIn(() => describeCard(materialOf(campaign, card, figures, speech))),
    );
    if (faults.length + cards.length > 0) throw new InputErrors([...faults, ...cards]);
  });
}

function faultsIn(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof InputErrors) return error.faults;
    if (error instanceof InputError) return [error.message];
    throw error;
  }
}
