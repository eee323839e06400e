// Choose units, groups and people by typing; without this script the same field takes names as text.
const WAIT = 120; // milliseconds between the last key and the question

export function prepare(root) {
  root.querySelectorAll('.combo').forEach((combo) => new Combo(combo));
}

class Combo {
  constructor(combo) {
    this.combo = combo;
    this.input = combo.querySelector('input[role=combobox]');
    this.list = document.getElementById(this.input.getAttribute('aria-controls'));
    this.at = -1;
    this.input.addEventListener('input', () => this.ask());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    this.list.addEventListener('pointerdown', (event) => {
      const option = event.target.closest('li');
      if (option) { event.preventDefault(); this.choose(option); }
    });
    combo.addEventListener('change', (event) => {
      if (event.target.type === 'checkbox' && !event.target.checked) event.target.closest('.chip').remove();
    });
  }

  ask() {
    clearTimeout(this.timer);
    const words = this.input.value.split(';').pop().trim();
    if (!words) return this.close();
    this.timer = setTimeout(async () => {
      const answer = await fetch(`${this.combo.dataset.complete}?q=${encodeURIComponent(words)}`, { headers: { Accept: 'application/json' } });
      if (answer.ok) this.show(await answer.json());
    }, WAIT);
  }

  show(found) {
    this.list.replaceChildren(...found.suggestions.map((one, index) => {
      const option = document.createElement('li');
      option.id = `${this.list.id}-${index}`;
      option.role = 'option';
      option.dataset.token = `${one.kind}:${one.id}`;
      option.ariaSelected = 'false';
      const name = document.createElement('span');
      name.textContent = one.name;
      const kind = document.createElement('small');
      kind.textContent = one.word;
      option.append(name, kind);
      return option;
    }));
    this.list.hidden = !found.suggestions.length;
    this.input.ariaExpanded = String(!this.list.hidden);
    this.move(found.suggestions.length ? 0 : -1);
  }

  move(to) {
    const options = [...this.list.children];
    options.forEach((option, index) => { option.ariaSelected = String(index === to); });
    this.at = to;
    if (options[to]) {
      this.input.setAttribute('aria-activedescendant', options[to].id);
      options[to].scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  key(event) {
    const open = !this.list.hidden;
    const count = this.list.children.length;
    if (event.key === 'ArrowDown' && open) this.move((this.at + 1) % count);
    else if (event.key === 'ArrowUp' && open) this.move((this.at - 1 + count) % count);
    else if (event.key === 'Enter' && open && this.at >= 0) this.choose(this.list.children[this.at]);
    else if (event.key === 'Escape' && open) { event.stopPropagation(); this.close(); return; }
    else if (event.key === 'Backspace' && !this.input.value) { this.removeLast(); return; }
    else return;
    event.preventDefault();
  }

  choose(option) {
    const token = option.dataset.token;
    if (!this.combo.querySelector(`input[value="${CSS.escape(token)}"]`)) {
      const chip = document.createElement('label');
      chip.className = 'chip tick';
      const box = document.createElement('input');
      Object.assign(box, { type: 'checkbox', name: this.combo.dataset.name, value: token, checked: true });
      const name = document.createElement('span');
      name.textContent = option.firstChild.textContent;
      chip.append(box, name);
      this.input.before(chip);
    }
    this.input.value = '';
    this.close();
    this.changed();
  }

  removeLast() {
    const chips = this.combo.querySelectorAll('.chip');
    if (!chips.length) return;
    chips[chips.length - 1].remove();
    this.changed();
  }

  changed() {
    this.combo.dispatchEvent(new Event('change', { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.input.ariaExpanded = 'false';
  }
}

prepare(document);
