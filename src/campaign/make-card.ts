import type { Campaign } from '../domain/campaign.ts';
import { type FigureCardSize, MOST_FIGURES_ON_A_CARD } from '../domain/figure-card.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { CardDesk } from './card-desk.ts';
import type { Studio } from './house.ts';

export interface CardRequest {
  /** Ids of figures. */
  readonly figures: readonly string[];
  readonly size: FigureCardSize;
  /** Of the campaign; the only one unless told. */
  readonly campaign?: string;
  /** The campaign's first one unless told. */
  readonly language?: Language;
}

export interface MadeCard {
  readonly campaign: string;
  readonly language: Language;
  readonly alt: string;
  readonly png: Uint8Array;
}

/** Draws a card of a campaign's figures as they are in force. */
export async function makeCard(
  studio: Pick<Studio, 'campaigns'> & CardDesk,
  request: CardRequest,
): Promise<MadeCard> {
  const campaign = chooseCampaign(studio.campaigns, request.campaign);
  checkFigures(campaign, request.figures);
  const language = request.language ?? campaign.languages[0] ?? 'en';
  const { drawing, alt } = studio.describeCard(campaign, request, language);
  return { campaign: campaign.id, language, alt, png: await studio.drawCard(drawing) };
}

function chooseCampaign(campaigns: readonly Campaign[], id: string | undefined): Campaign {
  const known = campaigns.map(campaign => campaign.id).join(', ');
  const [first, ...others] = campaigns;
  if (id === undefined && others.length > 0) {
    throw new InputError(`There are several campaigns: name one of them with --campaign (${known}).`);
  }
  const found = id === undefined ? first : campaigns.find(campaign => campaign.id === id);
  if (found === undefined) throw new InputError(`There is no campaign "${id}": use one of ${known}.`);
  return found;
}

function checkFigures({ id, figures }: Campaign, wanted: readonly string[]): void {
  if (wanted.length === 0 || wanted.length > MOST_FIGURES_ON_A_CARD || new Set(wanted).size < wanted.length) {
    throw new InputError(
      `A figure card shows one to ${MOST_FIGURES_ON_A_CARD} different figures: name as many.`,
    );
  }
  const unknown = wanted.find(name => !figures.some(figure => figure.id === name));
  if (unknown === undefined) return;
  const known = figures.map(figure => figure.id).join(', ');
  throw new InputError(`There is no figure "${unknown}" in the campaign ${id}: use ${known}.`);
}
