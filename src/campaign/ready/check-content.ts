import type { Campaign, PostDefinition } from '../../domain/campaign.ts';
import { composeOn } from '../../domain/compose-on.ts';
import { type Draft, isRefusal } from '../../domain/draft.ts';
import { describeStale, figuresToWaitFor } from '../../domain/figure-age.ts';
import { InputError } from '../../domain/input-error.ts';
import { MediaFault } from '../../domain/media-fault.ts';
import type { Post } from '../../domain/post.ts';
import type { ReadyCheck, ReadyKind } from '../../domain/readiness.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import { previewPart } from '../preview-part.ts';
import type { PlanRow } from '../show-plan.ts';
import type { ReadyHouse, ReadyPlan } from './ready-house.ts';

type Fault = ReadyCheck & { readonly subject: string };

/** Texts in every language, figures that are fresh when they go out, alt texts, files that can be read and fitted. */
export async function checkContent(house: ReadyHouse, { rows }: ReadyPlan): Promise<readonly ReadyCheck[]> {
  const campaigns = await campaignsInForce(house);
  const faults: Fault[] = [];
  let files = 0;
  for (const row of rows) {
    const definition = findDefinition(campaigns, row);
    const looked = definition === undefined ? gone(row) : lookAt(house, definition, row);
    faults.push(...looked.faults);
    if (looked.draft === undefined) continue;
    files += looked.draft.parts.flatMap(({ media }) => media).length;
    faults.push(...(await fileFaults(house, row, looked.draft)));
  }
  const posts = new Set(rows.map(({ post }) => post)).size;
  const languages = [...new Set(rows.map(({ language }) => language))].join(', ');
  const places = new Set(rows.map(({ place }) => place)).size;
  return [
    ...verdictOn('translations', faults, `${posts} posts, each in ${languages}`),
    ...verdictOn('text', faults, `every text fits into its places, ${places} in all`),
    ...verdictOn('figures', faults, 'every figure is fresh when it goes out'),
    ...verdictOn('alt text', faults, files === 0 ? 'no pictures' : 'every picture has one'),
    ...verdictOn('media', faults, files === 0 ? 'no files' : 'every file can be read and fits'),
  ];
}

interface Found {
  readonly campaign: Campaign;
  readonly definition: PostDefinition;
}

function findDefinition(campaigns: readonly Campaign[], { post }: PlanRow): Found | undefined {
  for (const campaign of campaigns) {
    const definition = campaign.posts.find(({ name }) => `${campaign.id}/${name}` === post);
    if (definition !== undefined) return { campaign, definition };
  }
  return undefined;
}

interface Looked {
  readonly faults: readonly Fault[];
  readonly draft?: Draft;
}

/** It was planned, and its campaign has it no longer. */
function gone(row: PlanRow): Looked {
  return { faults: [fault('text', row, 'the campaign has this post no longer')] };
}

function lookAt(house: ReadyHouse, { campaign, definition }: Found, row: PlanRow): Looked {
  const { language, network: name, place } = row;
  if (definition.texts[language] === undefined) {
    return { faults: [fault('translations', row, `has no text in ${language}: write it`)] };
  }
  let post: Post;
  try {
    post = house.render(campaign, definition, language);
  } catch (error) {
    if (error instanceof MediaFault) return { faults: [fault('media', row, error.message)] };
    if (error instanceof InputError) return { faults: [fault('text', row, error.message)] };
    throw error;
  }
  const faults = [...staleFigures(post, definition, row), ...silentFiles(post, row)];
  const network = house.networks.get(name) ?? house.composers.get(name);
  if (network === undefined) return { faults };
  const draft = composeOn(network, post, { id: place, network: name, language });
  return isRefusal(draft)
    ? { faults: [...faults, fault('text', row, draft.refusal, name)] }
    : { faults, draft };
}

function staleFigures(post: Post, { evergreen }: PostDefinition, row: PlanRow): readonly Fault[] {
  const stale = figuresToWaitFor({ evergreen, figures: post.figures }, row.dueAt);
  if (stale.length === 0) return [];
  return [fault('figures', row, `states ${describeStale(stale)}: it would wait for fresh ones`)];
}

function silentFiles(post: Post, row: PlanRow): readonly Fault[] {
  return post.media
    .filter(({ alt }) => alt.trim() === '')
    .map(({ path }) =>
      fault('alt text', row, `${path} has no alt text in ${row.language}: write what it shows`),
    );
}

async function fileFaults(house: ReadyHouse, row: PlanRow, { parts }: Draft): Promise<readonly Fault[]> {
  const network = house.networks.get(row.network) ?? house.composers.get(row.network);
  if (network === undefined) return [];
  try {
    for (const part of parts) await previewPart(house, network, part);
    return [];
  } catch (error) {
    if (error instanceof InputError) return [fault('media', row, error.message, row.network)];
    throw error;
  }
}

function fault(kind: ReadyKind, { post }: PlanRow, words: string, network?: string): Fault {
  return { kind, subject: network === undefined ? post : `${post} on ${network}`, verdict: 'bad', words };
}

/** What is wrong of a kind, each once; else one line that nothing is. */
function verdictOn(kind: ReadyKind, faults: readonly Fault[], good: string): readonly ReadyCheck[] {
  const own = faults.filter(found => found.kind === kind);
  if (own.length === 0) return [{ kind, verdict: 'good', words: good }];
  return [...new Map(own.map(found => [`${found.subject} ${found.words}`, found])).values()];
}
