import { html } from 'hono/html';
import type { TimelineMedia, TimelinePost } from '../timeline.ts';
import { keyOf, type Thread } from './group-threads.ts';
import { languageOf } from './language-of.ts';
import type { Reader, SayOnPage } from './page-readers.ts';
import { type Html, isWebAddress, renderText } from './render-text.ts';

/** The address under which the page shows a picture of a post. */
export function mediaPath(post: TimelinePost, index: number): string {
  return `/media/${[post.network, post.place, post.id, String(index)].map(encodeURIComponent).join('/')}`;
}

/** One item of a timeline: a post, or the posts of a thread one under the other. */
export function renderThread(thread: Thread, reader: Reader): Html {
  const [first] = thread;
  if (first === undefined) return html``;
  const isThread = thread.length > 1;
  return html`<li class="${isThread ? 'thread' : 'single'}" data-key="${keyOf(first)}" data-language="${languageOf(first)}">
    ${thread.map((post, index) => renderPost(post, isThread ? `${index + 1}/${thread.length}` : '', reader))}
  </li>`;
}

function renderPost(post: TimelinePost, number: string, { say, showTime }: Reader): Html {
  const language = languageOf(post);
  return html`<article class="post">
    <header>
      <span class="avatar" aria-hidden="true">${initialOf(post.place)}</span>
      <span class="place">${post.place}</span>
    </header>
    ${post.contentWarning ? html`<p class="warning">${post.contentWarning}</p>` : ''}
    <div class="text" lang="${language}">${renderText(post.text, post.marks)}</div>
    ${renderMedia(post, language, say)} ${renderCard(post, language)}
    <footer>
      <time datetime="${post.at.toISOString()}">${showTime(post.at)}</time>
      <span class="language">${language}</span>
      ${number === '' ? '' : html`<span title="${say('thread')}">${number}</span>`}
      ${post.pinned === true ? html`<span>${say('pinned')}</span>` : ''} ${post.edited === true ? html`<span>${say('edited')}</span>` : ''}
    </footer>
  </article>`;
}

function renderMedia(post: TimelinePost, language: string, say: SayOnPage): Html {
  if (post.media.length === 0) return html``;
  const figures = post.media.map((media, index) =>
    renderFigure(media, mediaPath(post, index), language, say),
  );
  const all = html`<div class="media">${figures}</div>`;
  return post.sensitive === true
    ? html`<details class="covered"><summary>${say('sensitive')}</summary>${all}</details>`
    : all;
}

function renderFigure(
  { type, alt = '' }: TimelineMedia,
  path: string,
  language: string,
  say: SayOnPage,
): Html {
  const picture = type.startsWith('video/')
    ? html`<video src="${path}" controls preload="metadata" aria-label="${alt}"></video>`
    : html`<img src="${path}" alt="${alt}" lang="${language}" loading="lazy">`;
  const caption =
    alt === ''
      ? ''
      : html`<figcaption><details><summary>${say('alt')}</summary><p lang="${language}">${alt}</p></details></figcaption>`;
  return html`<figure>${picture}${caption}</figure>`;
}

function renderCard({ card }: TimelinePost, language: string): Html {
  if (card === undefined) return html``;
  const inside = html`<span class="card-title">${card.title}</span>
    ${card.description === '' ? '' : html`<span class="card-description">${card.description}</span>`}
    <span class="card-host">${isWebAddress(card.url) ? new URL(card.url).hostname : ''}</span>`;
  return isWebAddress(card.url)
    ? html`<a class="card" lang="${language}" href="${card.url}" target="_blank" rel="noopener noreferrer">${inside}</a>`
    : html`<div class="card" lang="${language}">${inside}</div>`;
}

function initialOf(place: string): string {
  return (/[\p{L}\p{N}]/u.exec(place)?.[0] ?? '·').toUpperCase();
}
