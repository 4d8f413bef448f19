import { type Entity, findEntities } from './find-marks.ts';
import { ACCOUNT } from './options.ts';

/** The HTML that Mastodon makes of a text. `origin`: where the server is. */
export function renderContent(text: string, origin: string): string {
  if (text === '') return '';
  let html = '';
  let from = 0;
  for (const entity of findEntities(text)) {
    html += escapeHtml(text.slice(from, entity.start)) + renderEntity(entity, text, origin);
    from = entity.end;
  }
  html += escapeHtml(text.slice(from));
  const paragraphs = html.replace(/\r\n?/g, '\n').split(/\n\n+/);
  return paragraphs.map(paragraph => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`).join('');
}

function renderEntity(entity: Entity, text: string, origin: string): string {
  if (entity.kind === 'url') return renderLink(entity.url);
  const written = text.slice(entity.start, entity.end);
  if (entity.kind === 'tag') {
    const address = `${origin}/tags/${encodeURIComponent(entity.tag.toLowerCase())}`;
    return `<a href="${address}" class="mention hashtag" rel="tag">#<span>${escapeHtml(entity.tag)}</span></a>`;
  }
  if (entity.user.toLowerCase() !== ACCOUNT.username) return escapeHtml(written);
  const address = `${origin}/@${ACCOUNT.username}`;
  return `<span class="h-card" translate="no"><a href="${address}" class="u-url mention">@<span>${ACCOUNT.username}</span></a></span>`;
}

/** Readers see up to thirty characters after the protocol; the rest is there and hidden. */
function renderLink(url: string): string {
  const prefix = /^https?:\/\/(?:www\.)?/i.exec(url)?.[0] ?? '';
  const shown = url.slice(prefix.length, prefix.length + 30);
  const hidden = url.slice(prefix.length + 30);
  const cut = hidden === '' ? '' : 'ellipsis';
  return (
    `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">` +
    `<span class="invisible">${escapeHtml(prefix)}</span><span class="${cut}">${escapeHtml(shown)}</span>` +
    `<span class="invisible">${escapeHtml(hidden)}</span></a>`
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
