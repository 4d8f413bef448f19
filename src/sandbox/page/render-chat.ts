import { html } from 'hono/html';
import type { Language } from '../../domain/language.ts';
import type { ChatButton, ChatMessage, SandboxChat } from '../sandbox-chat.ts';
import type { ShowTime } from './render-post.ts';
import { type Html, isWebAddress, renderText } from './render-text.ts';

export function renderMessages(messages: readonly ChatMessage[], showTime: ShowTime): Html {
  return html`${messages.map(message => renderMessage(message, showTime))}`;
}

function renderMessage(
  { id, from, at, text, marks, buttons, edited }: ChatMessage,
  showTime: ShowTime,
): Html {
  const who = from === 'bot' ? 'The bot' : 'You';
  return html`<li class="message ${from}" data-key="${id}">
    <span class="unseen">${who}: </span>
    <div class="text">${renderText(text, marks)}</div>
    ${buttons.map(row => html`<div class="buttons">${row.map(button => renderButton(button, id))}</div>`)}
    <time datetime="${at.toISOString()}">${showTime(at)}${edited === true ? ' · edited' : ''}</time>
  </li>`;
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
