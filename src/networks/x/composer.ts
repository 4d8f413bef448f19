import type { Composer } from '../../domain/network.ts';
import { composeXPost } from './compose-x-post.ts';
import { costOfPart, REMOVAL_COST } from './cost-of-part.ts';
import { MEDIA_LIMITS } from './media-limits.ts';

export const composer: Composer = {
  name: 'x',
  options: ['numbered', 'sensitive', 'replies', 'withoutLinks'],
  mediaLimits: MEDIA_LIMITS,
  compose: composeXPost,
  cost: costOfPart,
  removalCost: REMOVAL_COST,
};
