import type { Campaign } from '../../domain/campaign.ts';
import type { Figure } from '../../domain/figure.ts';
import { InputError } from '../../domain/input-error.ts';

export interface FoundFigure {
  readonly campaign: Campaign;
  /** As the campaign's file has it. */
  readonly figure: Figure;
}

/** `<figure>` or `<campaign>/<figure>`; an unknown or ambiguous name fails with those that there are. */
export function findFigure(campaigns: readonly Campaign[], name: string): FoundFigure {
  const all = campaigns.flatMap(campaign => campaign.figures.map(figure => ({ campaign, figure })));
  const found = all.filter(({ campaign, figure }) =>
    [figure.id, `${campaign.id}/${figure.id}`].includes(name),
  );
  const [first, second] = found;
  if (first === undefined) {
    const known = all.map(({ figure }) => figure.id).join(', ');
    throw new InputError(`There is no figure "${name}": use one of ${known}.`);
  }
  if (second !== undefined) {
    const full = found.map(({ campaign, figure }) => `${campaign.id}/${figure.id}`).join(' or ');
    throw new InputError(`Several campaigns have a figure "${name}": write ${full}.`);
  }
  return first;
}
