// The review page by keyboard: every key presses a form that also stands on the page.
import { prepare } from './receivers.js';

const desk = document.querySelector('.desk');
const props = document.querySelector('.props');
const toast = document.getElementById('toast');
const help = document.getElementById('keys-help');
const json = { Accept: 'application/json' };
let shortcuts = desk.dataset.shortcuts === '1';
document.querySelector('.keys').hidden = !shortcuts;

const rows = () => [...props.querySelectorAll('li[data-task]')];
const open = () => rows().filter((row) => ['proposed', 'later'].includes(row.dataset.state));
const current = () => props.querySelector('li.edit') ?? props.querySelector('li.now');
const sentences = (id) => document.querySelectorAll(`.paper .s[data-task="${id}"]`);

// -- one row is the current one; its sentence and its clause light up
const beside = matchMedia('(min-width: 62em)'); // document and proposals stand side by side
const branches = [...document.querySelectorAll('.tree a')].map((link) => [link, document.getElementById(link.hash.slice(1))]);

function point(row) {
  const sentence = row && document.getElementById(`s-${row.dataset.task}`);
  let at = null;
  for (const [link, place] of branches) {
    link.removeAttribute('aria-current');
    if (sentence && place && (place.contains(sentence) || place.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING)) at = link;
  }
  at?.setAttribute('aria-current', 'true');
  at?.scrollIntoView({ block: 'nearest' });
}

function light(row) {
  rows().forEach((each) => each.classList.toggle('now', each === row));
  document.querySelectorAll('.paper .s.here').forEach((each) => each.classList.remove('here'));
  if (row) sentences(row.dataset.task).forEach((each) => each.classList.add('here'));
  point(row);
}

function go(row, focus = true) {
  if (!row) return;
  light(row);
  if (focus) row.focus({ preventScroll: true });
  if (beside.matches) document.getElementById(`s-${row.dataset.task}`)?.scrollIntoView({ block: 'center' });
  row.scrollIntoView({ block: row.matches('.edit') ? 'start' : 'nearest' });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  go(all[Math.min(all.length - 1, Math.max(0, at + by))] ?? all[0]);
}

function next(after) {
  const all = rows();
  const from = all.indexOf(after);
  return all.slice(from + 1).find((row) => open().includes(row)) ?? open()[0] ?? after;
}

// -- talking to the server
async function send(url, data) {
  const answer = await fetch(url, { method: 'POST', headers: json, body: data }).catch(() => null);
  if (!(answer?.headers.get('Content-Type') ?? '').includes('json')) { say(desk.dataset.lost, false); return null; }
  const said = await answer.json();
  if (said.error) { say(said.error, false); return null; }
  return said;
}

function say(words, undoable = true) {
  toast.firstElementChild.textContent = words;
  toast.lastElementChild.hidden = !undoable;
  toast.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { toast.hidden = true; }, 8000);
}

function refresh(row, said) {
  const holder = document.createElement('ol');
  holder.innerHTML = said.html;
  const fresh = holder.firstElementChild;
  row.replaceWith(fresh);
  for (const sentence of sentences(fresh.dataset.task)) {
    sentence.classList.remove('yes', 'not');
    if (said.mark) sentence.classList.add(said.mark);
  }
  for (const part of ['tally', 'score', 'give']) document.getElementById(part).innerHTML = said[part];
  return fresh;
}

function visit(url) {
  const to = new URL(url, location.href);
  const here = to.pathname + to.search === location.pathname + location.search;
  location.href = to.href;
  if (here) location.reload(); // only the hash differs
}

async function decide(row, verb) {
  const form = row.querySelector('form.row-acts');
  if (!form) return;
  const data = new FormData(form);
  data.set('verb', verb);
  const said = await send(form.action, data);
  if (!said) return;
  if (verb === 'merge') { visit(said.url); return; }
  const fresh = refresh(row, said);
  say(said.said);
  go(['accept', 'reject', 'later'].includes(verb) ? next(fresh) : fresh);
}

async function undo() {
  const data = new FormData();
  data.set('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
  const said = await send(desk.dataset.undo, data);
  if (said) visit(said.url);
}

// -- the editor: saved when a field is left, when one stops typing and before any other act; sent by its buttons
const PAUSE = 1500; // milliseconds without a key after which what was typed is saved
const editor = props.querySelector('form.editor');
let flush = async () => true; // true when nothing typed is left unsaved
if (editor) {
  const area = editor.querySelector('textarea');
  const saved = editor.querySelector('.saved');
  const item = editor.closest('li');
  let timer;
  let dirty = false;
  let saving = null;
  const words = [...editor.querySelectorAll('input[role=combobox]')]; // half a name is no mistake while one types it
  const unsaved = () => dirty || words.some((each) => each.value.trim());
  const save = async (last) => {
    const data = new FormData(editor);
    data.set('stay', '1');
    if (!last) words.forEach((each) => data.delete(each.name));
    dirty = false;
    let said = {};
    try {
      const answer = await fetch(editor.action, { method: 'POST', headers: json, body: data });
      said = (answer.headers.get('Content-Type') ?? '').includes('json') ? await answer.json() : { error: saved.dataset.bad };
    } catch { said = { error: saved.dataset.bad }; }
    if (said.version) {
      item.querySelectorAll('[name=version]').forEach((each) => { each.value = said.version; });
      item.dataset.version = said.version;
    }
    if (said.error) dirty = true;
    saved.textContent = said.error ?? said.saved;
    saved.classList.toggle('err', Boolean(said.error));
  };
  flush = async (last = true) => {
    clearTimeout(timer);
    if (saving) await saving;
    if (dirty || (last && unsaved())) { saving = save(last); await saving; saving = null; }
    return !dirty;
  };
  const soon = (event, wait) => {
    if (words.includes(event.target)) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(flush, wait, false);
  };
  editor.addEventListener('input', (event) => soon(event, PAUSE));
  editor.addEventListener('change', (event) => soon(event, 400));
  let leaving = false;
  addEventListener('beforeunload', (event) => { if (!leaving && unsaved()) event.preventDefault(); });

  item.addEventListener('submit', async (event) => {
    const form = event.target;
    const own = form === editor;
    clearTimeout(timer);
    if ((own && !saving) || (!saving && !unsaved())) { leaving = true; return; } // the form carries what was typed
    event.preventDefault();
    if (own) await saving;
    else if (!await flush()) return;
    else words.forEach((each) => { each.value = ''; });
    form.requestSubmit(event.submitter);
  });

  const split = document.querySelector('form.split');
  split.classList.add('scripted');
  split.querySelector('button').textContent = split.dataset.word;
  split.addEventListener('submit', () => {
    split.elements.at.value = [...area.value.slice(0, area.selectionStart)].length;
  });
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.altKey) { event.preventDefault(); split.requestSubmit(); }
  });
  editor.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); editor.requestSubmit(editor.querySelector('[name=accept]')); }
  });
  editor.querySelector('.close').addEventListener('click', (event) => { event.preventDefault(); leave(); });
  const begin = () => { go(item, false); area.focus({ preventScroll: true }); };
  begin();
  addEventListener('load', () => setTimeout(begin)); // going to #t-… takes the focus away
}

async function leave() {
  if (!await flush()) return;
  editor.querySelectorAll('input[role=combobox]').forEach((each) => { each.value = ''; });
  location.href = editor.querySelector('.close').href;
}

// -- pointer: the two sides point at each other
document.addEventListener('pointerover', (event) => {
  const near = event.target.closest('[data-task]');
  document.querySelectorAll('.near').forEach((each) => each.classList.remove('near'));
  if (!near) return;
  document.querySelectorAll(`[data-task="${near.dataset.task}"]`).forEach((each) => each.classList.add('near'));
});
props.addEventListener('submit', (event) => {
  if (!event.target.matches('.row-acts')) return;
  event.preventDefault();
  decide(event.target.closest('li'), event.submitter.value);
});
props.addEventListener('focusin', (event) => {
  const row = event.target.closest('li[data-task]');
  if (row && !editor) light(row);
});
toast.lastElementChild.addEventListener('click', undo);

// -- a stretch of text selected by hand becomes a task
const draw = document.createElement('button');
draw.type = 'button';
draw.className = 'btn main draw';
draw.hidden = true;
draw.textContent = desk.dataset.drawWord;
document.body.append(draw);

function offset(node, at) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('[data-offset]');
  if (!holder || node.nodeType !== Node.TEXT_NODE) return null;
  return Number(holder.dataset.offset) + [...node.data.slice(0, at)].length;
}

document.addEventListener('selectionchange', () => {
  const selection = getSelection();
  const inside = selection.rangeCount && !selection.isCollapsed && document.getElementById('doc').contains(selection.anchorNode);
  draw.hidden = !inside;
  if (!inside) return;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  draw.style.setProperty('--x', `${Math.max(8, box.left)}px`);
  draw.style.setProperty('--y', `${box.bottom + 6}px`);
});
draw.addEventListener('pointerdown', (event) => {
  event.preventDefault();
  const range = getSelection().getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  const form = document.querySelector('.draw-form');
  if (start === null || end === null) return;
  for (const [name, value] of [['start', start], ['end', end]]) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  form.submit();
});

// -- keys
const acts = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: (row) => decide(row, row.dataset.state === 'accepted' ? 'reopen' : 'accept'),
  x: (row) => decide(row, row.dataset.state === 'rejected' ? 'reopen' : 'reject'),
  s: (row) => decide(row, 'later'),
  g: (row) => decide(row, 'merge'),
  e: (row) => { location.href = `?task=${row.dataset.task}#t-${row.dataset.task}`; },
  t: (row) => { location.href = `?task=${row.dataset.task}#t-${row.dataset.task}`; },
  z: undo,
  '?': () => help.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === 'Escape' && editor) { leave(); return; }
  if (event.target.closest('input, textarea, select') || !shortcuts) return;
  if (event.key === 'Enter' && event.target.closest('a, button, summary')) return;
  const act = acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  if (act.length && !current()) go(open()[0] ?? rows()[0]);
  if (!act.length || (current() && !current().matches('.edit'))) act(current());
});

prepare(document);
if (!editor) {
  const hashed = location.hash.startsWith('#t-') ? document.getElementById(location.hash.slice(1)) : null;
  const named = hashed ?? props.querySelector('li.now') ?? open()[0];
  if (named && beside.matches && rows().indexOf(named) > 0) go(named, false);
  else light(named);
}
