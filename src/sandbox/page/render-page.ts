import { html, raw } from 'hono/html';
import type { Language } from '../../domain/language.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { Reader, SayOnPage } from './page-readers.ts';
import type { Html } from './render-text.ts';

/** Which languages the timelines show. */
export const SHOWN = ['all', 'en', 'ru'] as const;
export type Shown = (typeof SHOWN)[number];

/** Each by its own name, whatever the page speaks. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  ru: 'Русский',
  be: 'Беларуская',
};

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
  /** In which the page can speak. */
  readonly languages: readonly Language[];
  readonly reader: Reader;
}

export function renderPage(parts: PageParts): Html {
  const { networks, timelines, messages, commands, people, shown, languages, reader } = parts;
  const { language, say } = reader;
  return html`${raw('<!doctype html>')}
<html lang="${language}" data-shown="${shown}" data-panel="telegram">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${say('title')}</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/page.css">
  <script type="module" src="/page.js"></script>
</head>
<body>
  <a class="skip" href="#chat">${say('skip')}</a>
  <header class="top">
    <h1>${say('heading')}</h1>
    <p class="lead">${say('lead')}</p>
    <nav class="languages" aria-label="${say('postLanguage')}">${SHOWN.map(
      one =>
        html`<a href="/?language=${one}&amp;in=${language}" data-show="${one}" lang="${one === 'all' ? language : one}" ${one === shown ? raw('aria-current="true"') : ''}>${one === 'all' ? say('allLanguages') : nameOf(one)}</a>`,
    )}</nav>
    <nav class="tongues" aria-label="${say('pageLanguage')}">${languages.map(
      one =>
        html`<a href="/?language=${shown}&amp;in=${one}" lang="${one}" hreflang="${one}" title="${nameOf(one)}" ${one === language ? raw('aria-current="true"') : ''}>${one.toUpperCase()}</a>`,
    )}</nav>
    <p class="live" role="status" data-state="waiting" data-live="${say('live')}" data-waiting="${say('connecting')}"><span aria-hidden="true"></span><span class="live-text">${say('connecting')}</span></p>
  </header>
  <nav class="panels" aria-label="${say('panels')}">
    ${networks.map(({ name }) => html`<a href="#${name}" data-panel="${name}">${titleOf(name)}</a>`)}<a href="#chat" data-panel="chat">${say('chat')}</a>
  </nav>
  <main>
    ${networks.map(({ name }) => renderColumn(name, timelines.get(name) ?? html``, say))}
    <section id="chat" class="column chat" aria-labelledby="chat-title">
      <header>
        <h2 id="chat-title">${say('chatTitle')}</h2>
        <div class="chat-settings">
          <label class="chat-who"><span class="unseen">${say('who')}</span>
            <select name="who">${people.map((name, index) => html`<option value="${index}">${say(name)}</option>`)}</select>
          </label>
          <label class="chat-language"><span class="unseen">${say('telegramLanguage')}</span>
            <select name="language">${languages.map(one => html`<option value="${one}" lang="${one}" ${one === language ? raw('selected') : ''}>${nameOf(one)}</option>`)}</select>
          </label>
        </div>
      </header>
      <ol class="messages" data-list="messages" aria-live="polite" tabindex="0" aria-label="${say('messages')}">${messages}</ol>
      <p class="notice" role="status" data-unreachable="${say('unreachable')}"></p>
      <ul class="commands" data-list="commands" aria-label="${say('commands')}">${commands}</ul>
      <form class="write">
        <label class="attach" title="${say('attach')}"><span class="unseen">${say('attachLabel')}</span>
          <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="2" y="3" width="16" height="14" rx="2"/><circle cx="7" cy="8" r="1.5"/><path d="m3 15 4.5-4.5 3 3 3-3L18 15"/></svg>
          <input name="files" type="file" accept="image/*,video/mp4" multiple></label>
        <label class="unseen" for="text">${say('writeLabel')}</label>
        <textarea id="text" name="text" rows="1" maxlength="4096" placeholder="${say('message')}" required></textarea>
        <button type="submit">${say('send')}</button>
      </form>
      <noscript><p class="notice">${say('noScript')}</p></noscript>
    </section>
  </main>
</body>
</html>`;
}

function renderColumn(name: string, timeline: Html, say: SayOnPage): Html {
  return html`<section id="${name}" class="column timeline" aria-labelledby="${name}-title">
      <header><h2 id="${name}-title">${titleOf(name)}</h2></header>
      <ol class="posts" data-list="${name}" tabindex="0" aria-label="${say('postsOn', { network: titleOf(name) })}">${timeline}</ol>
      <p class="empty">${say('empty')}</p>
    </section>`;
}

function nameOf(language: Language): string {
  return LANGUAGE_NAMES[language] ?? language;
}

export function titleOf(name: string): string {
  return TITLES[name] ?? name;
}
