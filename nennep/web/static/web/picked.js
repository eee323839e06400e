// A page that takes files: show which were picked, and take those dropped anywhere on it.
const input = document.querySelector('.drop input[type=file]');
const picked = document.querySelector('.picked');

function show() {
  picked.hidden = !input.files.length;
  picked.textContent = [...input.files].map((file) => `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB`).join(', ');
}

input.addEventListener('change', show);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  if (event.target === input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  show();
});
