import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';
import type { MissingFile } from '../domain/media.ts';
import type { Post } from '../domain/post.ts';
import type { Words } from '../domain/words.ts';
import { createSpeeches } from './create-speeches.ts';
import { type MediaFile, renderPost } from './render-post.ts';
import { validateCampaign } from './validate-campaign.ts';

export interface RendererMaterial {
  readonly campaigns: readonly Campaign[];
  readonly words: readonly Words[];
  readonly files: ReadonlyMap<Campaign['id'], ReadonlyMap<string, MediaFile | MissingFile>>;
  readonly now: () => Date;
  /** SHA-256 in hexadecimal. */
  readonly hash: (text: string) => string;
  /** A text with a fault fails when it is rendered, not now: for a plan, which shows it as missing. */
  readonly untried?: boolean;
}

export type Render = (campaign: Campaign, post: PostDefinition, language: Language) => Post;

/** Renders from what the sources gave. Every text is tried at once, unless told: throws `InputErrors` with all faults. */
export function createRenderer({
  campaigns,
  words,
  files,
  now,
  hash,
  untried = false,
}: RendererMaterial): Render {
  const speeches = createSpeeches(words);
  if (!untried) for (const campaign of campaigns) validateCampaign(campaign, speeches, now());
  return (campaign, post, language) =>
    renderPost({
      campaign,
      post,
      language,
      speeches,
      now: now(),
      hash,
      files: files.get(campaign.id) ?? new Map(),
    });
}
