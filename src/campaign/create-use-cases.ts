import type { Campaign } from '../domain/campaign.ts';
import { createAmendUseCases } from './amend/amend-use-cases.ts';
import { createCorrectionUseCases } from './amend/carry-out-correction.ts';
import { createApprovalUseCases } from './approvals/create-approval-use-cases.ts';
import { cancelDeliveries, findToCancel } from './cancel-deliveries.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import { createFigureUseCases } from './figures/create-figure-use-cases.ts';
import { publishStale } from './figures/publish-stale.ts';
import { createHaltUseCases } from './halt/create-halt-use-cases.ts';
import type { House } from './house.ts';
import { lookAtPlan } from './look-at-plan.ts';
import { createMoveUseCases } from './move-post.ts';
import { previewPost } from './preview-post.ts';
import { createQuestionUseCases } from './questions/question-use-cases.ts';
import { schedulePost } from './schedule-post.ts';
import { createSeeingUseCases } from './seeing/seeing-use-cases.ts';
import { understandTime } from './understand-time.ts';
import type { CampaignSummary, UseCases } from './use-cases.ts';
import { createWritingUseCases } from './writing/create-writing-use-cases.ts';
import { withWritten } from './writing/written-posts.ts';

export function createUseCases(house: House): UseCases {
  return {
    campaigns: () => withWritten(house.campaigns, house.written.all()).map(summarize),
    preview: async request => previewPost({ ...house, campaigns: await campaignsInForce(house) }, request),
    schedule: request => schedulePost(house, request),
    understandTime: request => understandTime(house, request),
    plan: request => lookAtPlan(house, request),
    findToCancel: subject => findToCancel(house, subject),
    cancel: request => cancelDeliveries(house, request),
    moves: createMoveUseCases(house),
    amend: createAmendUseCases(house),
    corrections: createCorrectionUseCases(house),
    approvals: createApprovalUseCases(house),
    questions: createQuestionUseCases(house),
    publishStale: request => publishStale(house, request),
    figures: createFigureUseCases(house),
    halt: createHaltUseCases(house),
    seeing: createSeeingUseCases(house),
    writing: createWritingUseCases(house),
  };
}

function summarize(campaign: Campaign): CampaignSummary {
  const { id, titles, timeZone, languages } = campaign;
  return {
    id,
    titles,
    timeZone,
    languages,
    posts: campaign.posts.map(({ name, titles, inChat }) => ({
      id: `${id}/${name}`,
      titles,
      ...(inChat && { inChat }),
    })),
    figures: Object.fromEntries(campaign.figures.map(({ id, titles }) => [id, titles])),
  };
}
