import { type Cost, sumCosts } from '../../domain/cost.ts';
import type { Part } from '../../domain/draft.ts';
import { InputError } from '../../domain/input-error.ts';
import { type Manuscript, WRITTEN_OCCURRENCE, writtenName } from '../../domain/manuscript.ts';
import type { PreparedMedia } from '../../domain/media.ts';
import { deliveryId } from '../../planning/delivery-id.ts';
import type { Conflict } from '../../planning/find-conflicts.ts';
import type { House } from '../house.ts';
import { pointOutConflicts } from '../point-out-conflicts.ts';
import { type ComposedRow, composeRows, defineManuscript, titleOf } from './compose-manuscript.ts';

/** How a post that is being written will look, and what it would meet. */
export interface WrittenPreview {
  readonly rows: readonly PreviewRow[];
  /** Of all places, one sum for each currency. */
  readonly costs: readonly Cost[];
  /** What else goes out too near to it in the same places. */
  readonly conflicts: readonly Conflict[];
  /** Languages of the campaign in which it goes nowhere. */
  readonly silent: readonly string[];
}

export interface PreviewRow extends ComposedRow {
  /** The network's name for people. */
  readonly title: string;
  /** Those of the first part that shows any, as the network will get them. */
  readonly files: readonly PreparedMedia[];
  /** In one place. */
  readonly cost?: Cost;
}

export async function previewManuscript(house: House, manuscript: Manuscript): Promise<WrittenPreview> {
  const defined = await defineManuscript(house, manuscript);
  const rows = await Promise.all(
    composeRows(house, defined).map(row => previewRow(house, row, manuscript.edits !== undefined)),
  );
  const costs = rows.flatMap(({ places, cost }) => (cost === undefined ? [] : places.map(() => cost)));
  const { languages } = defined.definition;
  return {
    rows,
    costs: sumCosts(costs),
    conflicts: await conflictsOf(house, manuscript, rows),
    silent: languages.filter(language => rows.every(row => row.language !== language)),
  };
}

/** The files of a post that is out may be gone: it is shown without them then. */
async function previewRow(house: House, row: ComposedRow, isOut: boolean): Promise<PreviewRow> {
  const title = titleOf(house, row.network);
  const first = row.parts.find(({ media }) => media.length > 0);
  const [cost] = sumCosts(row.parts.flatMap(part => costOf(house, row, part)));
  const shown = { ...row, title, files: [], ...(cost && { cost }) };
  try {
    const files = await Promise.all(
      (first?.media ?? []).map(media => house.prepareMedia(media, row.network)),
    );
    return { ...shown, files };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return isOut ? shown : { ...shown, parts: [], refusal: error.message };
  }
}

function costOf({ networks }: House, { network }: ComposedRow, part: Part): readonly Cost[] {
  const cost = networks.get(network)?.cost?.(part);
  return cost === undefined ? [] : [cost];
}

async function conflictsOf(
  house: House,
  manuscript: Manuscript,
  rows: readonly ComposedRow[],
): Promise<readonly Conflict[]> {
  // What is planned already has its time, and was asked about it then.
  if (manuscript.edits !== undefined) return [];
  const post = `${manuscript.campaign}/${writtenName(manuscript)}`;
  const dueAt = manuscript.at === undefined ? house.now() : new Date(manuscript.at);
  const wanted = rows.flatMap(({ places }) =>
    places.map(place => {
      const id = deliveryId({ post, occurrence: WRITTEN_OCCURRENCE, place: place.id });
      return { id, post, place: place.id, dueAt };
    }),
  );
  return pointOutConflicts(house, wanted);
}
