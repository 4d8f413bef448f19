import { setTimeout as sleep } from 'node:timers/promises';
import type { InlineKeyboardMarkup, MessageEntity } from 'telegraf/types';
import { composeThread } from '../domain/compose-thread.ts';
import { isRefusal, type Mark } from '../domain/draft.ts';
import type { Block } from '../domain/post.ts';
import type { Answer, AnswerPicture } from './answer.ts';
import { LineError, type TelegramLine } from './telegram-line.ts';

const LONGEST_MESSAGE = 4096;
/** More of them Telegram leaves out of a message. */
const MOST_ENTITIES = 100;
const TRIES = 3;
const LONGEST_WAIT_MS = 60_000;
const WAIT_MS = 1000;

export interface SentMessage {
  readonly chat: number;
  readonly message: number;
}

interface Page {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** Sends an answer in as many messages as it takes; gives the last one, which has the buttons. */
export async function sendAnswer(line: TelegramLine, chat: number, answer: Answer): Promise<SentMessage> {
  if (answer.picture !== undefined) await sendPicture(line, chat, answer.picture);
  const pages = paginate(answer.blocks);
  let last = 0;
  for (const [index, page] of pages.entries()) {
    const isLast = index === pages.length - 1;
    const payload = {
      chat_id: chat,
      ...page,
      link_preview_options: { is_disabled: true },
      ...(isLast && keyboardOf(answer)),
    };
    last = (await patiently(() => line.call('sendMessage', payload))).message_id;
  }
  return { chat, message: last };
}

/** Puts an answer in the place of a message; as a new one where it needs more than one message. */
export async function replaceAnswer(line: TelegramLine, at: SentMessage, answer: Answer): Promise<void> {
  const [page, ...more] = paginate(answer.blocks);
  if (page === undefined || more.length > 0 || answer.picture !== undefined || answer.anew === true) {
    await sendAnswer(line, at.chat, answer);
    return;
  }
  const payload = { chat_id: at.chat, message_id: at.message, ...page, ...keyboardOf(answer) };
  await patiently(() => line.call('editMessageText', payload)).catch(error => {
    // Says what it said before: nothing to do.
    if (!(error instanceof LineError && error.code === 400)) throw error;
  });
}

/** Of a message that need not be answered there any more. */
export async function dropButtons(line: TelegramLine, { chat, message }: SentMessage): Promise<void> {
  await line.call('editMessageReplyMarkup', { chat_id: chat, message_id: message }).catch(() => {});
}

/** Without its keyboard a picture is only looked at; the text says everything too, so one that is refused is left out. */
async function sendPicture(
  line: TelegramLine,
  chat: number,
  { bytes, caption }: AnswerPicture,
): Promise<void> {
  const photo = { source: Buffer.from(bytes), filename: 'preview.png' };
  await patiently(() => line.call('sendPhoto', { chat_id: chat, photo, caption })).catch(error => {
    if (!(error instanceof LineError && error.code === 400)) throw error;
  });
}

function paginate(blocks: readonly Block[]): readonly Page[] {
  const body = blocks.map(breakWords);
  const post = { id: 'answer', language: '', body, tags: [], media: [], options: {}, figures: [] };
  const draft = composeThread(post, {
    network: 'chat',
    count: text => text.length,
    limit: LONGEST_MESSAGE,
    unit: 'UTF-16 units',
    links: 'marked',
    maxTags: 0,
  });
  if (isRefusal(draft)) throw new Error(`An answer cannot be sent: ${draft.refusal}`);
  return draft.parts.map(({ text, marks }) => ({
    text: text.toWellFormed(),
    entities: marks.flatMap(toEntity).slice(0, MOST_ENTITIES),
  }));
}

/** What has no space in it for so long is broken anywhere: else it would fit into no message. */
const LONGEST_WORD = new RegExp(`\\S{${LONGEST_MESSAGE / 4}}(?=\\S)`, 'gu');

function breakWords<B extends Block>(given: B): B {
  if (!('segments' in given)) return given;
  const segments = given.segments.map(segment =>
    segment.kind === 'text' ? { ...segment, text: segment.text.replace(LONGEST_WORD, '$& ') } : segment,
  );
  return { ...given, segments };
}

function toEntity({ kind, start, end, url }: Mark): MessageEntity[] {
  const range = { offset: start, length: end - start };
  if (kind === 'link') return url === undefined ? [] : [{ type: 'text_link', ...range, url }];
  return kind === 'tag' ? [] : [{ type: kind, ...range }];
}

function keyboardOf({ buttons }: Answer): { reply_markup?: InlineKeyboardMarkup } {
  const rows = (buttons ?? []).filter(row => row.length > 0);
  if (rows.length === 0) return {};
  return {
    reply_markup: {
      inline_keyboard: rows.map(row =>
        row.map(({ text, ...button }) =>
          'url' in button ? { text, url: button.url } : { text, callback_data: button.data },
        ),
      ),
    },
  };
}

/** An answer that comes twice harms nobody, so what was throttled or lost is sent again. */
async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const code = error instanceof LineError ? error.code : 400;
      const hopeless = code !== undefined && code !== 429 && code < 500;
      const waitMs = (error instanceof LineError ? error.retryAfterMs : undefined) ?? WAIT_MS * tries;
      if (hopeless || tries === TRIES || waitMs > LONGEST_WAIT_MS) throw error;
      await sleep(waitMs, undefined, { ref: false });
    }
  }
}
