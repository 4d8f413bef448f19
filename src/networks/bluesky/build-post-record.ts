import { AppBskyFeedPost, type ComAtprotoRepoStrongRef } from '@atproto/api';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import { buildEmbed } from './build-embed.ts';
import { buildFacets } from './build-facets.ts';
import { timeOfKey } from './record-key.ts';

export type RecordContext = Pick<PublishContext, 'key' | 'replyTo' | 'root' | 'uploads'>;

/** The whole record of a part: the same part under the same key gives the same bytes. Checked against the lexicon. */
export function buildPostRecord(part: Part, context: RecordContext): AppBskyFeedPost.Record {
  const facets = buildFacets(part.text, part.marks);
  const embed = buildEmbed(part, context.uploads);
  const record: AppBskyFeedPost.Record = {
    $type: 'app.bsky.feed.post',
    text: part.text,
    langs: [part.language],
    createdAt: timeOfKey(context.key),
  };
  if (facets.length > 0) record.facets = facets;
  if (embed !== undefined) record.embed = embed;
  if (part.outlineTags.length > 0) record.tags = [...part.outlineTags];
  if (part.options.sensitive === true) record.labels = SENSITIVE;
  if (context.replyTo !== undefined) record.reply = replyTo(context.replyTo, context.root ?? context.replyTo);
  const checked = AppBskyFeedPost.validateRecord(record);
  if (!checked.success) {
    const message = `The part is no Bluesky post: ${checked.error.message}.`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
  }
  return record;
}

/** Covers the pictures until the reader asks for them. */
const SENSITIVE = { $type: 'com.atproto.label.defs#selfLabels' as const, values: [{ val: 'graphic-media' }] };

/** The server does not check what a reply points at, so a receipt that points nowhere ends here. */
function replyTo(parent: Receipt, root: Receipt): AppBskyFeedPost.ReplyRef {
  return { root: strongRef(root), parent: strongRef(parent) };
}

/** What a record is pointed at by: its address and the hash of its content. */
export function strongRef(receipt: Receipt): ComAtprotoRepoStrongRef.Main {
  const { uri, cid } = receipt.ref ?? {};
  if (typeof uri !== 'string' || typeof cid !== 'string') {
    const message = `The receipt ${receipt.id} lacks the address of its Bluesky record.`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'gone' });
  }
  return { uri, cid };
}
