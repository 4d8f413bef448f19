/** Keeps the rehearsal's page live: takes lists from the server, and gives it what the visitor writes and presses. */

const root = document.documentElement;
const messages = document.querySelector('.messages');
const notice = document.querySelector('.chat .notice');
const form = document.querySelector('form.write');
const input = form.elements.namedItem('text');
const language = document.querySelector('select[name=language]');
const who = document.querySelector('select[name=who]');
const live = document.querySelector('.live');

let events;

function connect() {
  events?.close();
  const query = new URLSearchParams({ language: language.value, who: who.value, in: root.lang });
  events = new EventSource(`/events?${query}`);
  events.addEventListener('open', () => showState('live'));
  events.addEventListener('error', () => showState('waiting'));
  events.addEventListener('list', event => {
    const { list, html } = JSON.parse(event.data);
    update(document.querySelector(`[data-list="${CSS.escape(list)}"]`), html);
  });
}

/** The words come with the page, in its language. */
function showState(state) {
  live.dataset.state = state;
  live.querySelector('.live-text').textContent = live.dataset[state];
}

/** Puts in what is new and changed, takes out what is gone, and leaves everything else as it is, with its focus. */
function update(list, html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const old = new Map([...list.children].map(item => [item.dataset.key, item]));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const wasEmpty = old.size === 0;
  let place = list.firstElementChild;
  for (const item of [...template.content.children]) {
    const known = old.get(item.dataset.key);
    old.delete(item.dataset.key);
    if (known !== undefined && sameAs(known, item)) {
      if (known === place) place = place.nextElementSibling;
      else list.insertBefore(known, place);
      continue;
    }
    if (!wasEmpty) item.classList.add('new');
    if (known === place && known !== undefined) place = place.nextElementSibling;
    if (known === undefined) list.insertBefore(item, place);
    else known.replaceWith(item);
  }
  for (const gone of old.values()) gone.remove();
  if (list === messages && (atEnd || wasEmpty)) showEnd();
}

function sameAs(known, item) {
  const copy = known.cloneNode(true);
  copy.classList.remove('new');
  for (const details of copy.querySelectorAll('details')) details.removeAttribute('open');
  return copy.isEqualNode(item);
}

function post(path, body) {
  return send(path, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, language: language.value, who: who.value }),
  });
}

function postFiles(files) {
  const form = new FormData();
  for (const file of files) form.append('files', file);
  form.append('text', input.value.trim());
  form.append('language', language.value);
  form.append('who', who.value);
  input.value = '';
  return send('/chat/files', { headers: { 'x-own-page': 'yes' }, body: form });
}

async function send(path, request) {
  notice.textContent = '';
  try {
    const response = await fetch(`${path}?in=${root.lang}`, { method: 'POST', ...request });
    const answer = await response.json();
    notice.textContent = answer.notice ?? answer.error ?? '';
  } catch {
    notice.textContent = notice.dataset.unreachable;
  }
}

function showEnd() {
  messages.scrollTop = messages.scrollHeight;
}

/** A picture that comes late pushes away what was at the end; so does a smaller window. */
let atEnd = true;
messages.addEventListener('scroll', () => {
  atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
});
const keepEnd = () => atEnd && showEnd();
messages.addEventListener('load', keepEnd, true);
new ResizeObserver(keepEnd).observe(messages);

function write(text) {
  showEnd();
  return post('/chat/send', { text });
}

/** As in every messenger: Enter sends, with Shift it begins a line. */
input.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
input.addEventListener('input', fitInput);

function fitInput() {
  input.rows = Math.min(6, input.value.split('\n').length);
}

const picker = form.elements.namedItem('files');
picker.addEventListener('change', async () => {
  const files = [...picker.files];
  picker.value = '';
  if (files.length === 0) return;
  showEnd();
  await postFiles(files);
});

form.addEventListener('submit', event => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === '') return;
  input.value = '';
  fitInput();
  write(text);
});

document.querySelector('.chat').addEventListener('click', async event => {
  const button = event.target.closest('button[data-press], button[data-command]');
  if (button === null) return;
  if (button.dataset.command !== undefined) {
    write(button.dataset.command);
    return;
  }
  button.disabled = true;
  await post('/chat/press', { message: Number(button.dataset.message), data: button.dataset.press });
  button.disabled = false;
});

document.querySelector('.languages').addEventListener('click', event => {
  const link = event.target.closest('a[data-show]');
  if (link === null) return;
  event.preventDefault();
  root.dataset.shown = link.dataset.show;
  for (const other of document.querySelectorAll('.languages a')) other.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'true');
  for (const tongue of document.querySelectorAll('.tongues a')) {
    const address = new URL(tongue.href);
    address.searchParams.set('language', link.dataset.show);
    tongue.href = address.href;
  }
  history.replaceState(null, '', `${link.getAttribute('href')}${location.hash}`);
});

/** On a narrow screen one panel is shown at a time. */
function showPanel() {
  const wanted = location.hash.slice(1);
  const links = [...document.querySelectorAll('.panels a')];
  const chosen = links.find(link => link.dataset.panel === wanted) ?? links[0];
  root.dataset.panel = chosen.dataset.panel;
  for (const link of links) link.toggleAttribute('aria-current', link === chosen);
  // The browser has gone to where the panel stood when all of them were shown.
  if (getComputedStyle(document.querySelector('.panels')).display !== 'none') window.scrollTo(0, 0);
  showEnd();
}

window.addEventListener('hashchange', showPanel);
language.addEventListener('change', connect);
who.addEventListener('change', connect);
root.classList.add('scripted');
showPanel();
connect();
