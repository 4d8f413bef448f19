import type { Campaign } from '../../domain/campaign.ts';
import { InputError } from '../../domain/input-error.ts';
import { type Manuscript, WRITTEN_OCCURRENCE, writtenName } from '../../domain/manuscript.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import type { House } from '../house.ts';
import { schedulePost } from '../schedule-post.ts';
import { checkFiles, checkManuscript } from './compose-manuscript.ts';
import { missingAlt, missingText } from './writing-steps.ts';
import type { PlannedManuscript } from './writing-use-cases.ts';

/**
 * Makes the manuscript a post of its campaign and plans it as any other. Asked again after a crash in between, it plans
 * nothing twice: the post and its occurrence have the names that the manuscript gives them. Then its text is deleted.
 */
export async function planManuscript(house: House, manuscript: Manuscript): Promise<PlannedManuscript> {
  checkWhole(await campaignsInForce(house), manuscript);
  const now = house.now();
  const wanted = manuscript.at === undefined ? now : new Date(manuscript.at);
  if (wanted.getTime() < now.getTime() - PATIENCE_MS) {
    throw new InputError('The time of this post is over: choose another.', { key: 'timeOver', values: {} });
  }
  const at = wanted < now ? now : wanted;
  const defined = await checkManuscript(house, manuscript);
  await checkFiles(house, defined);
  const { campaign, definition } = defined;
  await house.written.keep({ campaign: campaign.id, definition });
  const post = `${campaign.id}/${writtenName(manuscript)}`;
  const request = { post, at, occurrence: WRITTEN_OCCURRENCE, admin: manuscript.member };
  const scheduled = await schedulePost(house, request);
  await house.writing.drop(manuscript.member);
  return { ...scheduled, post, at };
}

/** A minute that is just over was meant as now. */
const PATIENCE_MS = 5 * 60_000;

/** Never half a campaign: a text in each language, and what each picture shows in each. */
export function checkWhole(campaigns: readonly Campaign[], manuscript: Manuscript): void {
  const text = missingText(manuscript, campaigns);
  if (text !== undefined && 'language' in text) {
    const { language } = text;
    throw new InputError(`The text in ${language} is missing: write it first.`, {
      key: 'textMissing',
      values: { language },
    });
  }
  const alt = missingAlt(manuscript, campaigns);
  if (alt === undefined || !('language' in alt)) return;
  const { language } = alt;
  throw new InputError(`The alt text of a picture in ${language} is missing: write it first.`, {
    key: 'altMissing',
    values: { language },
  });
}
