import type { Campaign } from '../../../src/domain/campaign.ts';
import type { Figure, FigureReading } from '../../../src/domain/figure.ts';
import type { FigureCardSize } from '../../../src/domain/figure-card.ts';
import { readCardFonts } from '../../../src/media/read-card-fonts.ts';
import { type DescribedCard, describeCard } from '../../../src/rendering/cards/describe-card.ts';
import { createTypeface, type Typeface } from '../../../src/rendering/cards/typeface.ts';
import type { Speech } from '../../../src/rendering/speech.ts';
import { loadCampaigns } from '../../../src/sources/load-campaigns.ts';
import { loadSpeeches } from '../sample.ts';

export const SIZES = ['wide', 'square'] as const satisfies readonly FigureCardSize[];

export interface CardStage {
  readonly campaign: Campaign;
  readonly typeface: Typeface;
  figure(id: string): Figure;
  describe(figures: readonly Figure[], language: string, size?: FigureCardSize): DescribedCard;
}

/** The shipped campaign, the phrases of all languages, and the typeface of the cards. */
export async function openCardStage(): Promise<CardStage> {
  const [[campaign], speeches, fonts] = await Promise.all([
    loadCampaigns('templates'),
    loadSpeeches(),
    readCardFonts(),
  ]);
  if (campaign === undefined) throw new Error('no campaign');
  const speechIn = (language: string): Speech => {
    const speech = speeches.get(language);
    if (speech === undefined) throw new Error(`no words in ${language}`);
    return speech;
  };
  return {
    campaign,
    typeface: createTypeface(fonts),
    figure: id => {
      const found = campaign.figures.find(figure => figure.id === id);
      if (found === undefined) throw new Error(`no figure ${id}`);
      return found;
    },
    describe: (figures, language, size = 'wide') =>
      describeCard({ campaign, figures, size, speech: speechIn(language) }),
  };
}

/** The figure with a history of exact values, the newest first. */
export function withHistory(
  figure: Figure,
  earlier: readonly (readonly [asOf: string, value: number])[],
): Figure {
  const readings = earlier.map(
    ([asOf, value]): FigureReading => ({ asOf, value: { kind: 'exact', value }, source: figure.source }),
  );
  return { ...figure, earlier: readings };
}
