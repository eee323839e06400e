// Pairs by keyboard: every key presses a button or a link that also stands on the page.
const shortcuts = document.querySelector('.duo').dataset.shortcuts === '1';
const word = document.getElementById('word');
document.querySelector('.keys').hidden = !shortcuts;

let sent = false; // one decision for one key, however long it is held
const say = (said) => { if (!sent) { sent = true; word.requestSubmit(document.querySelector(`button[form=word][value=${said}]`)); } };
const acts = {
  Enter: () => say('same'),
  x: () => say('different'),
  s: () => say('later'),
  j: () => document.querySelector('a[rel=next]')?.click(),
  k: () => document.querySelector('a[rel=prev]')?.click(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !shortcuts) return;
  if (event.target.closest('input:not([type=hidden], [type=radio]), textarea, select')) return;
  if (event.key === 'Enter' && event.target.closest('a, button, summary, input')) return;
  const act = acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener('pageshow', () => { sent = false; });
