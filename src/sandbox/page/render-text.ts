import { html } from 'hono/html';
import type { Mark } from '../../domain/draft.ts';

export type Html = ReturnType<typeof html>;

/** A text with its links, tags and emphasis; everything is escaped, and only web addresses become links. */
export function renderText(text: string, marks: readonly Mark[]): Html {
  const sorted = marks
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  return html`${renderRange(text, sorted, 0, text.length)}`;
}

/** Marks are nested or apart, never across each other; one that is breaks off where the mark around it ends. */
function renderRange(text: string, marks: readonly Mark[], from: number, to: number): Html[] {
  const pieces: Html[] = [];
  let at = from;
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark === undefined || mark.start < at || mark.start >= to) continue;
    const end = Math.min(mark.end, to);
    pieces.push(html`${text.slice(at, mark.start)}`);
    pieces.push(renderMark(mark, renderRange(text, marks.slice(index + 1), mark.start, end)));
    at = end;
  }
  pieces.push(html`${text.slice(at, to)}`);
  return pieces;
}

function renderMark({ kind, url }: Mark, inside: Html[]): Html {
  switch (kind) {
    case 'bold':
      return html`<strong>${inside}</strong>`;
    case 'italic':
      return html`<em>${inside}</em>`;
    case 'tag':
      return html`<span class="tag">${inside}</span>`;
    case 'link':
      return isWebAddress(url)
        ? html`<a href="${url}" target="_blank" rel="noopener noreferrer">${inside}</a>`
        : html`${inside}`;
  }
}

export function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url);
}
