import type { LinkPreviewOptions, Message, Opts } from 'telegraf/types';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import type { BotClient } from './bot-client.ts';
import type { CallContext } from './call-context.ts';
import { chatOf } from './chat-of.ts';
import { entitiesOf } from './entities-of.ts';
import { bytesOf, type MediaSource, mediaSources } from './media-source.ts';
import { receiptOf } from './receipt-of.ts';
import { withFile } from './with-file.ts';

/** One part, one call: a text, a picture with its caption, or an album. */
export async function publishPart(
  client: BotClient,
  now: () => Date,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  const chat = chatOf(context.place);
  const sources = await mediaSources(part, context);
  const call = { signal: context.signal, effect: 'changes', chat, bytes: bytesOf(sources) } as const;
  const common = { chat_id: chat, ...delivery(part, context) };
  const messages = await send(client, part, sources, common, call);
  return receiptOf(
    messages,
    part.media.map(media => media.id),
    now(),
  );
}

type Common = Pick<
  Opts<'sendMessage'>,
  'chat_id' | 'message_thread_id' | 'disable_notification' | 'reply_parameters'
>;

/** Only the first part of a thread may make a sound. */
function delivery({ options }: Part, { replyTo }: PublishContext): Omit<Common, 'chat_id'> {
  return {
    ...(options.topic === undefined ? {} : { message_thread_id: options.topic }),
    ...(options.silent === true || replyTo !== undefined ? { disable_notification: true } : {}),
    ...(replyTo === undefined ? {} : { reply_parameters: { message_id: Number(replyTo.id) } }),
  };
}

async function send(
  client: BotClient,
  part: Part,
  sources: readonly MediaSource[],
  common: Common,
  call: CallContext,
): Promise<readonly Message[]> {
  const [first] = sources;
  if (first === undefined) return [await client.call('sendMessage', { ...common, ...textOf(part) }, call)];
  if (sources.length === 1) return [await sendOne(client, part, first, common, call)];
  const media = sources.map((source, index) => ({
    ...inputMedia(source, part),
    ...(index === 0 ? captionOf(part) : {}),
  }));
  return client.call(
    'sendMediaGroup',
    withFile({ ...common, media: media as Opts<'sendMediaGroup'>['media'] }),
    call,
  );
}

function sendOne(
  client: BotClient,
  part: Part,
  { kind, source }: MediaSource,
  common: Common,
  call: CallContext,
): Promise<Message> {
  const payload = { ...common, ...captionOf(part), ...spoilerOf(part) };
  switch (kind) {
    case 'photo':
      return client.call('sendPhoto', withFile({ ...payload, photo: source }), call);
    case 'video':
      return client.call(
        'sendVideo',
        withFile({ ...payload, video: source, supports_streaming: true }),
        call,
      );
    case 'animation':
      return client.call('sendAnimation', withFile({ ...payload, animation: source }), call);
  }
}

export function inputMedia({ kind, source }: MediaSource, part: Part) {
  return { type: kind, media: source, ...spoilerOf(part) };
}

export function textOf(part: Part) {
  const preview = linkPreview(part);
  const entities = entitiesOf(part.marks);
  return {
    text: part.text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  };
}

export function captionOf(part: Part) {
  if (part.text === '') return {};
  const entities = entitiesOf(part.marks);
  return { caption: part.text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

function spoilerOf(part: Part) {
  return part.options.sensitive === true ? { has_spoiler: true } : {};
}

function linkPreview({ card, options }: Part): LinkPreviewOptions | undefined {
  const url = card === undefined ? {} : { url: card.url };
  switch (options.linkPreview) {
    case 'none':
      return { is_disabled: true };
    case 'small':
      return { ...url, prefer_small_media: true };
    case 'large':
      return { ...url, prefer_large_media: true };
    case 'above':
      return { ...url, prefer_large_media: true, show_above_text: true };
    default:
      return card === undefined ? undefined : url;
  }
}
