import type { Campaign } from '../../domain/campaign.ts';
import type { FigureCard } from '../../domain/figure-card.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Language } from '../../domain/language.ts';
import type { Words } from '../../domain/words.ts';
import { createSpeeches } from '../create-speeches.ts';
import { materialOf } from './card-pictures.ts';
import { type DescribedCard, describeCard } from './describe-card.ts';

/** Says what a card of a campaign's figures shows; throws `InputError` where something is missing in the language. */
export function createCardDescriber(
  words: readonly Words[],
): (campaign: Campaign, card: FigureCard, language: Language) => DescribedCard {
  const speeches = createSpeeches(words);
  return (campaign, card, language) => {
    const speech = speeches.get(language);
    if (speech === undefined) {
      const known = [...speeches.keys()].join(', ') || 'none';
      throw new InputError(`The language "${language}" has no words: use one of ${known}.`);
    }
    return describeCard(materialOf(campaign, card, campaign.figures, speech));
  };
}
