import { html, raw } from 'hono/html';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { Html } from './render-text.ts';

/** Which languages the timelines show. */
export const SHOWN = ['all', 'en', 'ru'] as const;
export type Shown = (typeof SHOWN)[number];

const SHOWN_NAMES: Readonly<Record<Shown, string>> = { all: 'All languages', en: 'English', ru: 'Русский' };

export const TITLES: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  x: 'X',
};

export interface PageParts {
  readonly networks: readonly SandboxNetwork[];
  readonly timelines: ReadonlyMap<string, Html>;
  readonly messages: Html;
  readonly commands: Html;
  /** Whom the visitor can be, the admin first. */
  readonly people: readonly string[];
  readonly shown: Shown;
}

export function renderPage({ networks, timelines, messages, commands, people, shown }: PageParts): Html {
  return html`${raw('<!doctype html>')}
<html lang="en" data-shown="${shown}" data-panel="telegram">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>Solidarity · rehearsal</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/page.css">
  <script type="module" src="/page.js"></script>
</head>
<body>
  <a class="skip" href="#chat">Go to the chat</a>
  <header class="top">
    <h1>Rehearsal</h1>
    <p class="lead">Four local networks, as their followers see them. Nothing here leaves this machine.</p>
    <nav class="languages" aria-label="Language of the posts">${SHOWN.map(
      one =>
        html`<a href="/?language=${one}" data-show="${one}" lang="${one === 'all' ? 'en' : one}" ${one === shown ? raw('aria-current="true"') : ''}>${SHOWN_NAMES[one]}</a>`,
    )}</nav>
    <p class="live" role="status" data-state="waiting"><span aria-hidden="true"></span><span class="live-text">Connecting</span></p>
  </header>
  <nav class="panels" aria-label="What to show">
    ${networks.map(({ name }) => html`<a href="#${name}" data-panel="${name}">${titleOf(name)}</a>`)}<a href="#chat" data-panel="chat">Chat</a>
  </nav>
  <main>
    ${networks.map(({ name }) => renderColumn(name, timelines.get(name) ?? html``))}
    <section id="chat" class="column chat" aria-labelledby="chat-title">
      <header>
        <h2 id="chat-title">The admins’ chat</h2>
        <div class="chat-settings">
          <label class="chat-who"><span class="unseen">Whom you play</span>
            <select name="who">${people.map((name, index) => html`<option value="${index}">${name}</option>`)}</select>
          </label>
          <label class="chat-language"><span class="unseen">Language of your Telegram</span>
            <select name="language"><option value="en">English</option><option value="ru">Русский</option><option value="be">Беларуская</option></select>
          </label>
        </div>
      </header>
      <ol class="messages" data-list="messages" aria-live="polite" tabindex="0" aria-label="Messages">${messages}</ol>
      <p class="notice" role="status"></p>
      <ul class="commands" data-list="commands" aria-label="Commands">${commands}</ul>
      <form class="write">
        <label class="attach" title="Send pictures"><span class="unseen">Pictures for the bot</span>
          <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="2" y="3" width="16" height="14" rx="2"/><circle cx="7" cy="8" r="1.5"/><path d="m3 15 4.5-4.5 3 3 3-3L18 15"/></svg>
          <input name="files" type="file" accept="image/*,video/mp4" multiple></label>
        <label class="unseen" for="text">Message to the bot</label>
        <textarea id="text" name="text" rows="1" maxlength="4096" placeholder="Message" required></textarea>
        <button type="submit">Send</button>
      </form>
      <noscript><p class="notice">The chat and the live timelines need JavaScript; reload to see what is new.</p></noscript>
    </section>
  </main>
</body>
</html>`;
}

function renderColumn(name: string, timeline: Html): Html {
  return html`<section id="${name}" class="column timeline" aria-labelledby="${name}-title">
      <header><h2 id="${name}-title">${titleOf(name)}</h2></header>
      <ol class="posts" data-list="${name}" tabindex="0" aria-label="Posts on ${titleOf(name)}">${timeline}</ol>
      <p class="empty">Nothing yet. What the bot publishes comes here by itself.</p>
    </section>`;
}

export function titleOf(name: string): string {
  return TITLES[name] ?? name;
}
