import type { Campaign, PostDefinition } from '../../domain/campaign.ts';
import type { Figure } from '../../domain/figure.ts';
import type { FigureCard } from '../../domain/figure-card.ts';
import type { Media } from '../../domain/media.ts';
import type { Speech } from '../speech.ts';
import { type CardMaterial, describeCard } from './describe-card.ts';

interface CardRequest {
  readonly campaign: Campaign;
  readonly post: PostDefinition;
  /** SHA-256 in hexadecimal. */
  readonly hash?: (text: string) => string;
}

export interface CardPicture {
  readonly media: Media;
  readonly figures: readonly Figure[];
}

/** The figure cards of a post as pictures that are drawn when they are needed, from what they say now. */
export function cardPictures(
  { campaign, post, hash }: CardRequest,
  { figures, speech }: { readonly figures: readonly Figure[]; readonly speech: Speech },
): readonly CardPicture[] {
  return (post.figureCards ?? []).map((card, index) => {
    const material = materialOf(campaign, card, figures, speech);
    const { drawing, alt } = describeCard(material);
    if (hash === undefined) throw new TypeError('A post with figure cards is rendered without a hash');
    const path = `${post.name}-${index + 1}.${speech.language}.png`;
    const media = { id: hash(JSON.stringify(drawing)), path, type: 'image/png', alt, drawing };
    return { media, figures: material.figures };
  });
}

/** A card of these figures, in the order in which it names them. */
export function materialOf(
  campaign: CardMaterial['campaign'],
  card: FigureCard,
  figures: readonly Figure[],
  speech: Speech,
): CardMaterial {
  const named = card.figures.map(id => figures.find(figure => figure.id === id));
  const found = named.filter(figure => figure !== undefined);
  if (found.length < named.length) throw new TypeError('The figures of a card were not checked');
  return { campaign, figures: found, size: card.size, speech };
}
