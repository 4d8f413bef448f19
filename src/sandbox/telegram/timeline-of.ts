import type { Mark } from '../../domain/draft.ts';
import type { TimelinePost } from '../timeline.ts';
import type { Chat, Entity, FormattedText, Message, World } from './world.ts';

/** What followers of the channels see, oldest first. An album is one post. */
export function timelineOf(world: World): readonly TimelinePost[] {
  return [...world.chats.values()]
    .filter(chat => chat.type === 'channel')
    .flatMap(chat => postsOf(world, chat))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function postsOf(world: World, chat: Chat): readonly TimelinePost[] {
  const messages = [...chat.messages.values()].filter(message => message.pinned === undefined);
  const leaders = messages.filter((message, index) => {
    const before = messages[index - 1];
    return message.groupId === undefined || before?.groupId !== message.groupId;
  });
  return leaders.map(leader => {
    const album =
      leader.groupId === undefined ? [leader] : messages.filter(({ groupId }) => groupId === leader.groupId);
    return postOf(world, chat, leader, album);
  });
}

function postOf(world: World, chat: Chat, message: Message, album: readonly Message[]): TimelinePost {
  const { content } = album.find(({ content: { text } }) => text !== '') ?? message;
  const card = message.file === undefined ? cardOf(message) : undefined;
  return {
    network: 'telegram',
    place: chat.username === undefined ? String(chat.id) : `@${chat.username}`,
    id: String(message.id),
    url: urlOf(chat, message.id),
    at: new Date(message.at),
    text: content.text,
    marks: marksOf(content),
    ...(chat.language === undefined ? {} : { language: chat.language }),
    ...(message.replyTo === undefined ? {} : { replyTo: String(message.replyTo) }),
    media: album.flatMap(({ file: id }) => {
      const file = world.files.get(id ?? '');
      return file === undefined ? [] : [{ id: file.id, type: file.type, bytes: file.bytes }];
    }),
    ...(card === undefined ? {} : { card }),
    ...(chat.pins.includes(message.id) ? { pinned: true } : {}),
    ...(album.some(({ editedAt }) => editedAt !== undefined) ? { edited: true } : {}),
    ...(album.some(({ spoiler }) => spoiler === true) ? { sensitive: true } : {}),
  };
}

function urlOf(chat: Chat, id: number): string {
  const path = chat.username ?? `c/${String(chat.id).replace(/^-100/, '')}`;
  return `https://t.me/${path}/${id}`;
}

export function marksOf({ text, entities }: FormattedText): readonly Mark[] {
  return entities.flatMap(entity => markOf(entity, text));
}

function markOf({ type, offset, length, url }: Entity, text: string): readonly Mark[] {
  const range = { start: offset, end: offset + length };
  const covered = text.slice(range.start, range.end);
  switch (type) {
    case 'text_link':
      return [{ kind: 'link', ...range, ...(url === undefined ? {} : { url }) }];
    case 'url':
      return [{ kind: 'link', ...range, url: withScheme(covered) }];
    case 'hashtag':
      return [{ kind: 'tag', ...range, tag: covered.slice(1) }];
    case 'bold':
    case 'italic':
      return [{ kind: type, ...range }];
    default:
      return [];
  }
}

function withScheme(url: string): string {
  return /^https?:/i.test(url) ? url : `http://${url}`;
}

/** The real server visits the address and shows what it finds; here its host has to be enough. */
function cardOf({ content, linkPreview }: Message): TimelinePost['card'] {
  if (linkPreview?.is_disabled === true) return undefined;
  const chosen = linkPreview?.url;
  const url = typeof chosen === 'string' ? chosen : marksOf(content).find(({ kind }) => kind === 'link')?.url;
  if (url === undefined || !URL.canParse(url)) return undefined;
  return { url, title: new URL(url).hostname, description: '' };
}
