// A page that takes one file: show which was picked, and take one dropped anywhere on it.
const input = document.querySelector('input[type=file][name=file]');
const picked = document.querySelector('.picked');

function show() {
  const file = input.files[0];
  picked.hidden = !file;
  picked.textContent = file ? `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB` : '';
}

input.addEventListener('change', show);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  if (event.target === input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  show();
});
