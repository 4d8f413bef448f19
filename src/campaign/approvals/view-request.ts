import type { ApprovalRequest, FrozenDraft } from '../../domain/approval.ts';
import { sumCosts } from '../../domain/cost.ts';
import type { Part, PreviewPart } from '../../domain/draft.ts';
import type { Figure } from '../../domain/figure.ts';
import { InputError } from '../../domain/input-error.ts';
import { standingPosts } from '../../domain/standing-posts.ts';
import type { House } from '../house.ts';
import { previewPart } from '../preview-part.ts';
import type { ApprovalView, FrozenPreview } from './approval-use-cases.ts';

type Archive = Pick<
  House,
  'approvals' | 'corrections' | 'amendments' | 'ledger' | 'networks' | 'prepareMedia'
>;

/** The frozen drafts with their files as the networks will get them, and the figures that are frozen in the post. */
export async function viewRequest(house: Archive, request: ApprovalRequest): Promise<ApprovalView> {
  if (request.correction) return viewCorrection(house, request);
  const frozen = (await house.approvals?.drafts(request.post, request.occurrence)) ?? [];
  const drafts = await Promise.all(frozen.map(draft => preview(house, draft)));
  return { request, drafts, figures: await figuresOf(house, request, frozen) };
}

/** What is out and what it becomes; the figures are those of the new texts. */
async function viewCorrection(house: Archive, request: ApprovalRequest): Promise<ApprovalView> {
  const correction = await house.corrections?.read(request.hash);
  const found = await Promise.all((correction?.deliveries ?? []).map(id => readChange(house, id)));
  const changes = found.filter(change => change !== undefined);
  const alike = Map.groupBy(changes, ({ places: _, ...rest }) => JSON.stringify(rest)).values();
  const drafts = [...alike].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, places: [first, ...others].flatMap(({ places }) => places) }],
  );
  const figures = (correction?.posts ?? []).flatMap(post => post.figures);
  return {
    request,
    drafts: await Promise.all(
      drafts.map(async ({ correction, ...draft }) => ({ ...(await preview(house, draft)), correction })),
    ),
    figures: [...new Map(figures.map(figure => [figure.id, figure])).values()],
  };
}

async function readChange(house: Archive, id: string) {
  const record = await house.ledger.read(id);
  const amendments = await house.amendments.list(id);
  const last = amendments.at(-1);
  if (record === undefined || last === undefined || last.kind === 'withdraw') return undefined;
  const { network, language, place, dueAt } = record.delivery;
  const touched = last.steps.flatMap(({ target }) => target?.receipt?.id ?? target?.lost?.key ?? []);
  const standing = standingPosts(record.parts, amendments);
  const changed = standing.filter(({ target }) =>
    touched.includes(target.receipt?.id ?? target.lost?.key ?? ''),
  );
  const before = (last.kind === 'reply' ? standing : changed).map(({ part }) => part.text);
  const parts = last.steps.flatMap(({ does, part }) => (does === 'remove' ? [] : [part]));
  return { network, language, places: [place], dueAt, parts, correction: { kind: last.kind, before } };
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
