// The form beside the spread: what is typed is saved as you pause, never over a newer text.

import { element } from "./dom.js";
import { ask, Refused } from "./api.js";

const PAUSE = 250; // ms without a key

export class Form {
  // told(message, bad) says how saving goes
  constructor(words, told) {
    this.words = words;
    this.told = told;
    this.slug = this.asked = ""; // the case that is shown, and the one that is to be
    this.opening = Promise.resolve();
    this.was = {}; // the fields as they are on disk
    this.raw = {}; // what stood in the form when they were
    this.drafts = {}; // what could not be saved of cases that were left, by slug
    this.rooms = {};
    this.offered = []; // the themes
    this.saving = null;
    this.failed = false; // the last save
    this.gone = false; // the story, while it was open
    this.reads = 0; // of which the last one counts
    this.node = document.getElementById("form");
    this.node.addEventListener("input", (event) => this.#typed(event));
    this.node.addEventListener("change", () => this.save());
    this.node.addEventListener("submit", (event) => event.preventDefault());
  }

  get names() {
    return Object.keys(this.was);
  }

  // What a story needs and does not have yet, as its fields are labelled.
  get empty() {
    if (this.node.hidden) return [];
    const needed = [...this.node.querySelectorAll(":required")];
    return needed.filter((input) => !input.value.trim()).map((input) => input.labels[0].textContent.trim());
  }

  get changed() {
    return this.names.filter((name) => same(this.#read(name), this.raw[name]) === false);
  }

  // Shows a case; what is typed in another is saved first, and kept where that cannot be.
  open(slug, themes) {
    if (slug === this.asked && !same(themes, this.offered)) this.#themes(themes);
    if (slug !== this.asked) this.opening = this.#open(slug, themes);
    this.asked = slug;
    return this.opening;
  }

  async #open(slug, themes) {
    await this.save();
    if (slug !== this.asked) return; // turned again meanwhile
    const left = this.changed.map((name) => [name, [this.was[name], this.raw[name], this.#read(name)]]);
    if (left.length && !this.gone) this.drafts[this.slug] = Object.fromEntries(left);
    const lost = this.gone ? left.map(([name, [, , typed]]) => [this.words[name], typed]) : [];
    this.slug = slug;
    this.gone = false;
    [this.was, this.raw] = [{}, {}];
    this.rooms = {};
    document.getElementById("conflict").replaceChildren();
    if (lost.length) this.#lost(lost);
    document.getElementById("none").hidden = Boolean(slug);
    document.getElementById("unreadable").hidden = this.node.hidden = true;
    this.told("");
    if (!slug) return;
    this.#themes(themes);
    await this.reload();
    await this.#restore(slug);
  }

  // Puts back what could not be saved when the case was left.
  async #restore(slug) {
    if (!(slug in this.drafts) || slug !== this.slug || this.node.hidden) return;
    const theirs = { ...this.was };
    for (const [name, [was, raw, typed]] of Object.entries(this.drafts[slug])) {
      this.#write(name, typed);
      [this.was[name], this.raw[name]] = [was, raw];
    }
    delete this.drafts[slug];
    this.#take(theirs);
    await this.save();
  }

  // Reads the case again; a field that is being written keeps what was typed.
  reload() {
    this.reading = this.slug ? this.#reload(this.slug) : Promise.resolve();
    return this.reading;
  }

  async #reload(slug) {
    const turn = ++this.reads;
    let fields = null;
    let gone = false;
    await this.saving; // its answer is newer
    try {
      ({ fields } = await ask(`case/${encodeURIComponent(slug)}`));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      gone = error.code === 404;
    }
    if (slug === this.slug) this.gone = gone;
    if (this.saving) return this.reload();
    if (turn !== this.reads) return this.reading; // it is being read again
    if (slug !== this.slug) return undefined;
    document.getElementById("unreadable").hidden = Boolean(fields) || gone;
    this.node.hidden = !fields;
    if (fields) this.#take(fields);
    if (fields) this.save(); // what was in the way may have gone
    return undefined;
  }

  // Writes what has changed; waits for a save that is on its way.
  async save(last = false) {
    clearTimeout(this.timer);
    while (this.saving && !last) await this.saving;
    const names = this.changed.filter((name) => !this.#fought(name));
    if (!names.length) return;
    const changes = Object.fromEntries(names.map((name) => [name, { was: this.was[name], now: this.#read(name) }]));
    this.saving = this.#send(changes, last).finally(() => (this.saving = null));
    await this.saving;
  }

  async #send(changes, last) {
    const slug = this.slug;
    this.told(this.words.saving);
    this.failed = false;
    try {
      const { fields } = await ask(`case/${encodeURIComponent(slug)}/save`, changes, last);
      if (slug !== this.slug) return;
      for (const [name, { now }] of Object.entries(changes)) {
        this.was[name] = fields[name];
        this.raw[name] = now;
      }
      this.#take(fields);
      this.told(this.changed.length ? "" : this.words.saved);
    } catch (error) {
      if (slug === this.slug && error.code === 409 && error.told.newer) this.#take(error.told.newer);
      else {
        this.failed = true;
        if (slug === this.slug) this.gone = error.code === 404;
        this.told(`${this.words.unsaved}: ${error.code ? error.message : this.words.offline}`, true);
      }
    }
  }

  // The fields as they are on disk now.
  #take(fields) {
    const typed = new Set(this.changed);
    for (const [name, value] of Object.entries(fields)) {
      if (!typed.has(name)) {
        this.was[name] = value;
        if (!same(this.#read(name), value) && !this.#writing(name)) this.#write(name, value);
        this.raw[name] = this.#read(name);
      } else if (same(value, this.was[name])) {
        document.querySelector(`[data-conflict="${name}"]`)?.remove(); // the other version has gone again
      } else {
        if (same(value, this.#read(name))) [this.was[name], this.raw[name]] = [value, value];
        else this.#conflict(name, value);
      }
    }
    this.#counts();
  }

  // Two versions of a field: this is for who writes to decide.
  #conflict(name, theirs) {
    const told = document.querySelector(`[data-conflict="${name}"]`);
    if (told?.dataset.theirs === JSON.stringify(theirs)) return; // as it was told already
    told?.remove();
    const box = element("section", "fight");
    Object.assign(box.dataset, { conflict: name, theirs: JSON.stringify(theirs) });
    box.setAttribute("role", "alert");
    box.append(element("h3", "", `${this.words[name]}: ${this.words.conflict}`));
    const [mine, other] = [printed(this.#read(name)), printed(theirs)];
    for (const [label, value, against] of [["mine", mine, other], ["theirs", other, mine]]) {
      box.append(element("h4", "", this.words[label]), marked(value, against));
    }
    const done = (write) => () => {
      this.was[name] = theirs;
      if (write) this.#write(name, theirs);
      this.raw[name] = write ? this.#read(name) : theirs;
      box.remove();
      this.#inputs(name)[0]?.focus();
      this.save();
    };
    for (const [label, write] of [["keep_mine", false], ["keep_theirs", true]]) {
      const button = element("button", "", this.words[label]);
      button.type = "button";
      button.addEventListener("click", done(write));
      box.append(button, " ");
    }
    document.getElementById("conflict").append(box);
    this.told(this.words.unsaved, true);
  }

  // What was typed in a story that has gone, to be copied from there.
  #lost(texts) {
    const box = element("section", "fight");
    box.setAttribute("role", "alert");
    box.append(element("h3", "", this.words.gone));
    for (const [label, value] of texts) box.append(element("h4", "", label), element("blockquote", "", printed(value)));
    const button = element("button", "", this.words.close);
    button.type = "button";
    button.addEventListener("click", () => box.remove());
    box.append(button);
    document.getElementById("conflict").append(box);
  }

  // Whether something would be lost now that cannot be saved in passing.
  get stuck() {
    const unsaved = this.changed;
    return Boolean(Object.keys(this.drafts).length)
      || (unsaved.length > 0 && (this.failed || Boolean(this.saving) || unsaved.some((name) => this.#fought(name))));
  }

  #fought(name) {
    return Boolean(document.querySelector(`[data-conflict="${name}"]`));
  }

  #inputs(name) {
    return [...this.node.elements].filter((input) => input.name.split(".")[0] === name);
  }

  // Whether somebody is in a field, whose text is then not replaced below the cursor.
  #writing(name) {
    return this.#inputs(name).includes(document.activeElement) && this.raw[name] !== undefined
      && same(squeezed(this.#read(name)), squeezed(this.was[name]));
  }

  #read(name) {
    const inputs = this.#inputs(name);
    if (name === "themes") {
      const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
      const was = this.was.themes || []; // the first one gives the colour, so their order stays
      const kept = was.filter((theme) => ticked.includes(theme) || !inputs.some((input) => input.value === theme));
      return [...kept, ...ticked.filter((theme) => !was.includes(theme))];
    }
    if (inputs[0].dataset.control === "lines") return inputs[0].value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (inputs[0].dataset.control === "group") return Object.fromEntries(inputs.map((input) => [input.name.split(".")[1], input.value]));
    return inputs[0].value;
  }

  #write(name, value) {
    const inputs = this.#inputs(name);
    if (name === "themes") inputs.forEach((input) => (input.checked = value.includes(input.value)));
    else if (inputs[0].dataset.control === "lines") inputs[0].value = value.join("\n");
    else if (inputs[0].dataset.control === "group") inputs.forEach((input) => (input.value = value[input.name.split(".")[1]]));
    else inputs[0].value = value;
    inputs.forEach(grown);
  }

  #typed(event) {
    grown(event.target);
    this.told("");
    this.#counts();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // What still fits, as the program has measured it with the words that there were then.
  room(rooms) {
    this.rooms = {};
    for (const [name, [room, of]] of Object.entries(rooms)) this.rooms[name] = room + of;
    this.#counts();
  }

  #counts() {
    for (const count of this.node.querySelectorAll("[data-count]")) {
      const name = count.dataset.count;
      const own = (this.#inputs(name)[0].value.match(/\S+/g) || []).length;
      const left = name in this.rooms ? this.rooms[name] - own : null;
      const rest = left === null ? "" : left < 0
        ? `, ${this.words.over} ${-left} ${this.words.words}` : `, ${this.words.room} ${left} ${this.words.words}`;
      const text = `${own} ${this.words.words}${rest}`;
      if (count.textContent !== text) count.textContent = text;
      count.classList.toggle("bad", left !== null && left < 0);
    }
  }

  // The themes to choose from; those that are chosen stay so.
  #themes(themes) {
    const chosen = this.was.themes ? this.#read("themes") : [];
    this.offered = themes;
    const group = document.getElementById("themes");
    group.hidden = !themes.length;
    group.replaceChildren(group.firstElementChild, ...themes.map((theme) => {
      const label = element("label");
      const input = element("input");
      [input.type, input.name, input.value] = ["checkbox", "themes", theme];
      label.append(input, element("span", "", theme));
      return label;
    }));
    this.#write("themes", chosen);
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Without what saving takes away: spaces at the ends and in a row.
function squeezed(value) {
  return JSON.stringify(value).replace(/(\s|\\n)+/g, " ").replace(/ "/g, '"').replace(/" /g, '"');
}

function printed(value) {
  if (Array.isArray(value)) return value.join("\n");
  return typeof value === "object" ? Object.values(value).filter(Boolean).join("\n") : value;
}

const CONTEXT = 40; // characters before what differs

// A text in which stands out what another does not have, which is in sight.
function marked(text, other) {
  const [own, others] = [text, other].map((one) => one.split(/(?<=\s)/));
  let start = 0;
  while (start < own.length && own[start] === others[start]) start++;
  let end = 0;
  while (end < Math.min(own.length, others.length) - start && own.at(-1 - end) === others.at(-1 - end)) end++;
  const before = own.slice(0, start).join("");
  const from = before.length > CONTEXT ? before.lastIndexOf(" ", before.length - CONTEXT) + 1 : 0;
  const quote = element("blockquote", "", (from ? "… " : "") + before.slice(from));
  quote.append(element("mark", "", own.slice(start, own.length - end).join("")), own.slice(own.length - end).join(""));
  return quote;
}

// As high as its text, so that all of it is seen.
function grown(input) {
  if (input.localName !== "textarea") return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}
