import { html } from 'hono/html';
import type { Language } from '../../domain/language.ts';
import type { ChatButton, ChatFile, ChatMessage, SandboxChat } from '../sandbox-chat.ts';
import type { Reader } from './page-readers.ts';
import { type Html, isWebAddress, renderText } from './render-text.ts';

/** `who`: the number of the person whose chat it is. */
export function renderMessages(messages: readonly ChatMessage[], who: number, reader: Reader): Html {
  return html`${messages.map(message => renderMessage(message, who, reader))}`;
}

function renderMessage(
  { id, from, at, text, marks, buttons, edited, file }: ChatMessage,
  who: number,
  { say, showTime }: Reader,
): Html {
  const speaker = say(from === 'bot' ? 'bot' : 'you');
  return html`<li class="message ${from}" data-key="${who}-${id}">
    <span class="unseen">${speaker}: </span>
    ${file === undefined ? '' : renderFile(file, `/chat/file/${who}/${id}`, text)}
    ${text === '' ? '' : html`<div class="text">${renderText(text, marks)}</div>`}
    ${buttons.map(row => html`<div class="buttons">${row.map(button => renderButton(button, id))}</div>`)}
    <time datetime="${at.toISOString()}">${showTime(at)}${edited === true ? ` · ${say('edited')}` : ''}</time>
  </li>`;
}

/** What it shows is said beside it, or nobody has said it. */
function renderFile({ type, name }: ChatFile, path: string, caption: string): Html {
  if (type.startsWith('image/')) {
    return html`<a class="picture" href="${path}" target="_blank"><img src="${path}" alt="${caption || name}"></a>`;
  }
  if (type.startsWith('video/')) return html`<video src="${path}" controls preload="metadata"></video>`;
  return html`<p class="file">${name}</p>`;
}

function renderButton({ text, data, url }: ChatButton, message: number): Html {
  if (data !== undefined) {
    return html`<button type="button" data-message="${message}" data-press="${data}">${text}</button>`;
  }
  return isWebAddress(url)
    ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`
    : html``;
}

/** The bot's menu, as buttons that write the command. */
export function renderCommands(chat: SandboxChat, language: Language): Html {
  const start = { command: 'start', description: '' };
  return html`${[start, ...chat.commands(language)].map(
    ({ command, description }) =>
      html`<li data-key="${command}"><button type="button" data-command="/${command}" title="${description}">/${command}</button></li>`,
  )}`;
}
