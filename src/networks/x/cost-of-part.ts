import type { Cost } from '../../domain/cost.ts';
import type { Part } from '../../domain/draft.ts';
import { findUrls } from './find-urls.ts';

const POST = 0.015;
const POST_WITH_URL = 0.2;

export const REMOVAL_COST: Cost = { amount: 0.01, currency: 'USD' };

/** What X takes for a part (pay per use, April 2026). A bare domain in the text is a URL, too. */
export function costOfPart(part: Pick<Part, 'text'>): Cost {
  return { amount: findUrls(part.text).length === 0 ? POST : POST_WITH_URL, currency: 'USD' };
}
