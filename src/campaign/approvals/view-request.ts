import type { ApprovalRequest, FrozenDraft } from '../../domain/approval.ts';
import { sumCosts } from '../../domain/cost.ts';
import type { Part, PreviewPart } from '../../domain/draft.ts';
import type { Figure } from '../../domain/figure.ts';
import { InputError } from '../../domain/input-error.ts';
import type { House } from '../house.ts';
import { previewPart } from '../preview-part.ts';
import type { ApprovalView, FrozenPreview } from './approval-use-cases.ts';

type Archive = Pick<House, 'approvals' | 'ledger' | 'networks' | 'prepareMedia'>;

/** The frozen drafts with their files as the networks will get them, and the figures that are frozen in the post. */
export async function viewRequest(house: Archive, request: ApprovalRequest): Promise<ApprovalView> {
  const frozen = (await house.approvals?.drafts(request.post, request.occurrence)) ?? [];
  const drafts = await Promise.all(frozen.map(draft => preview(house, draft)));
  return { request, drafts, figures: await figuresOf(house, request, frozen) };
}

async function preview(house: Archive, draft: FrozenDraft): Promise<FrozenPreview> {
  const { network: name, language, places, dueAt, parts } = draft;
  const row = { network: name, language, places, dueAt };
  const network = house.networks.get(name);
  if (network === undefined) return { ...row, parts: parts.map(textOf) };
  const costs = parts.flatMap(part => network.cost?.(part) ?? []);
  const [cost] = sumCosts(costs.flatMap(one => places.map(() => one)));
  try {
    const shown = await Promise.all(parts.map(part => previewPart(house, network, part)));
    return { ...row, parts: shown, ...(cost && { cost }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...row, parts: parts.map(textOf), fault: error.message };
  }
}

/** Without its files: those that cannot be made ready cannot be shown. */
function textOf({ text, length, limit, unit, outlineTags }: Part): PreviewPart {
  return { text, length, limit, unit, outlineTags };
}

async function figuresOf(
  { ledger }: Archive,
  { post, occurrence }: ApprovalRequest,
  drafts: readonly FrozenDraft[],
): Promise<readonly Figure[]> {
  const languages = [...new Set(drafts.map(({ language }) => language))];
  const posts = await Promise.all(languages.map(language => ledger.frozenPost(occurrence, post, language)));
  const figures = posts.flatMap(frozen => frozen?.figures ?? []);
  return [...new Map(figures.map(figure => [figure.id, figure])).values()];
}
