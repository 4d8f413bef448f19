import type { Campaign } from '../domain/campaign.ts';
import type { CardDrawing, FigureCard } from '../domain/figure-card.ts';
import type { Language } from '../domain/language.ts';
import type { DescribedCard } from '../rendering/cards/describe-card.ts';

/** What makes figure cards outside of posts. */
export interface CardDesk {
  /** What a card of the campaign's figures shows. Fails with `InputError` where something is missing in the language. */
  describeCard(campaign: Campaign, card: FigureCard, language: Language): DescribedCard;
  /** A PNG. Fails with `InputError` where the words do not fit. */
  drawCard(drawing: CardDrawing): Promise<Uint8Array>;
}
