// A button pressed twice sends once. After a while it may again: a form that fetches a file leaves its page standing.
const AGAIN_AFTER = 5000; // milliseconds
let pressed = new WeakMap(); // form → the button that sent it

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (pressed.has(form) && pressed.get(form) === event.submitter) return event.preventDefault();
  pressed.set(form, event.submitter);
  setTimeout(() => pressed.delete(form), AGAIN_AFTER);
});
window.addEventListener('pageshow', () => (pressed = new WeakMap()));
