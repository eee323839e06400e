// Pairs by keyboard: every key presses a form or a link that also stands on the page.
const shortcuts = document.querySelector('.duo').dataset.shortcuts === '1';
const word = document.getElementById('word');
const undo = document.getElementById('undo');
document.querySelector('.keys').hidden = !shortcuts;

let sent = false; // one decision for one key, however long it is held
const say = (said) => { if (!sent) { sent = true; word.requestSubmit(word.querySelector(`[value=${said}]`)); } };
const acts = {
  Enter: () => say('same'),
  x: () => say('different'),
  s: () => say('later'),
  z: () => undo?.requestSubmit(),
  j: () => document.querySelector('a[rel=next]')?.click(),
  k: () => document.querySelector('a[rel=prev]')?.click(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !shortcuts) return;
  if (event.target.closest('input:not([type=hidden]), textarea, select')) return;
  if (event.key === 'Enter' && event.target.closest('a, button, summary')) return;
  const act = acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener('pageshow', () => { sent = false; });
