// The form of the open case. It saves when the typing pauses, and never over a text that is newer on disk.

import { Refused, request } from "./api.js";
import { Conflicts } from "./conflicts.js";
import { byId } from "./dom.js";
import { Fields, fitHeight } from "./fields.js";

const PAUSE = 250; // ms without a key before a save

export class Form {
  // onStatus(message, isError) receives how saving goes
  constructor(words, onStatus) {
    this.words = words;
    this.onStatus = onStatus;
    this.slug = ""; // of the case that is shown
    this.requested = ""; // the slug of the case that is being opened
    this.opening = Promise.resolve();
    this.saved = {}; // the fields as they are on disk
    this.baseline = {}; // the fields as they were in the form at that time
    this.unsaved = {}; // by slug, what could not be saved when a case was left
    this.themes = []; // that are offered
    this.saving = null; // a promise while a save is on its way
    this.failed = false; // whether the last save was refused
    this.gone = false; // whether the open case has disappeared from disk
    this.reloads = 0; // of which only the last one counts
    this.node = byId("form");
    this.fields = new Fields(this.node, words);
    this.conflicts = new Conflicts(words);
    this.node.addEventListener("input", (event) => this.#onInput(event));
    this.node.addEventListener("change", () => this.save());
    this.node.addEventListener("submit", (event) => event.preventDefault());
  }

  // The labels of required fields that are empty.
  get missing() {
    return this.node.hidden ? [] : this.fields.missing;
  }

  // The names of the fields in which something was typed that is not saved.
  get changed() {
    return Object.keys(this.saved).filter((name) => !same(this.#read(name), this.baseline[name]));
  }

  // Whether something would be lost if the page were closed, and cannot be saved at that moment.
  get hasUnsavable() {
    if (Object.keys(this.unsaved).length) return true;
    const { changed } = this;
    const blocked = this.failed || Boolean(this.saving) || changed.some((name) => this.conflicts.has(name));
    return changed.length > 0 && blocked;
  }

  // Opens a case. What was typed in the one before is saved first, or kept until that one is opened again.
  open(slug, themes) {
    if (slug === this.requested && !same(themes, this.themes)) this.#offerThemes(themes);
    if (slug !== this.requested) this.opening = this.#open(slug, themes);
    this.requested = slug;
    return this.opening;
  }

  async #open(slug, themes) {
    await this.save();
    if (slug !== this.requested) return; // another case was opened meanwhile
    const lost = this.#leave();
    this.slug = slug;
    this.gone = false;
    this.saved = {};
    this.baseline = {};
    this.fields.capacities = {};
    this.conflicts.clear();
    if (lost.length) this.conflicts.showLostTexts(lost);
    byId("no_form").hidden = Boolean(slug);
    byId("unreadable").hidden = this.node.hidden = true;
    this.onStatus("");
    if (!slug) return;
    this.#offerThemes(themes);
    await this.reload();
    await this.#restoreUnsaved(slug);
  }

  // Keeps what could not be saved of the open case; returns it by labels, if the case is gone.
  #leave() {
    const texts = this.changed.map((name) => ({
      name, saved: this.saved[name], baseline: this.baseline[name], typed: this.#read(name),
    }));
    if (this.gone) return texts.map(({ name, typed }) => [this.words[name], typed]);
    if (texts.length) this.unsaved[this.slug] = texts;
    return [];
  }

  async #restoreUnsaved(slug) {
    if (!(slug in this.unsaved) || slug !== this.slug || this.node.hidden) return;
    const onDisk = { ...this.saved };
    for (const { name, saved, baseline, typed } of this.unsaved[slug]) {
      this.fields.write(name, typed);
      this.saved[name] = saved;
      this.baseline[name] = baseline;
    }
    delete this.unsaved[slug];
    this.#merge(onDisk);
    await this.save();
  }

  // Reads the case again; a field in which somebody types keeps what was typed.
  reload() {
    this.reloading = this.slug ? this.#reload(this.slug) : Promise.resolve();
    return this.reloading;
  }

  async #reload(slug) {
    const turn = ++this.reloads;
    let fields = null;
    let gone = false;
    await this.saving; // its answer is newer
    try {
      ({ fields } = await request(`case/${encodeURIComponent(slug)}`));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      gone = error.status === 404;
    }
    if (slug === this.slug) this.gone = gone;
    if (this.saving) return this.reload();
    if (turn !== this.reloads) return this.reloading; // a later one has started
    if (slug !== this.slug) return undefined;
    byId("unreadable").hidden = Boolean(fields) || gone;
    this.node.hidden = !fields;
    if (fields) this.#merge(fields);
    if (fields) this.save(); // what prevented it may be over
    return undefined;
  }

  // Saves what has changed, after a save that is on its way. `leaving` says that the page is being closed.
  async save(leaving = false) {
    clearTimeout(this.timer);
    while (this.saving && !leaving) await this.saving;
    const names = this.changed.filter((name) => !this.conflicts.has(name));
    if (!names.length) return;
    const changes = Object.fromEntries(names.map((name) => [name, { old: this.saved[name], new: this.#read(name) }]));
    this.saving = this.#send(changes, leaving).finally(() => (this.saving = null));
    await this.saving;
  }

  async #send(changes, leaving) {
    const { slug } = this;
    this.onStatus(this.words.saving);
    this.failed = false;
    try {
      const { fields } = await request(`case/${encodeURIComponent(slug)}/save`, changes, leaving);
      if (slug !== this.slug) return;
      for (const [name, change] of Object.entries(changes)) {
        this.saved[name] = fields[name];
        this.baseline[name] = change.new;
      }
      this.#merge(fields);
      this.onStatus(this.changed.length ? "" : this.words.saved);
    } catch (error) {
      const onDisk = error.status === 409 && error.body.conflict;
      if (slug === this.slug && onDisk) this.#merge(onDisk);
      else this.#onSaveFailed(slug, error);
    }
  }

  #onSaveFailed(slug, error) {
    this.failed = true;
    if (slug === this.slug) this.gone = error.status === 404;
    this.onStatus(`${this.words.unsaved}: ${error.status ? error.message : this.words.offline}`, true);
  }

  // Takes over the fields as they are on disk; where something else was typed, somebody has to choose.
  #merge(onDisk) {
    const changed = new Set(this.changed);
    for (const [name, value] of Object.entries(onDisk)) {
      if (!changed.has(name)) {
        this.saved[name] = value;
        if (!same(this.#read(name), value) && !this.#isBeingTyped(name)) this.fields.write(name, value);
        this.baseline[name] = this.#read(name);
      } else if (same(value, this.saved[name])) {
        this.conflicts.remove(name); // the other version was undone
      } else if (same(value, this.#read(name))) {
        [this.saved[name], this.baseline[name]] = [value, value];
      } else {
        this.#showConflict(name, value);
      }
    }
    this.fields.showCounts();
  }

  #showConflict(name, onDisk) {
    const choose = (takeDisk) => {
      this.saved[name] = onDisk;
      if (takeDisk) this.fields.write(name, onDisk);
      this.baseline[name] = takeDisk ? this.#read(name) : onDisk;
      this.fields.focus(name);
      this.save();
    };
    if (this.conflicts.show(name, this.#read(name), onDisk, choose)) this.onStatus(this.words.unsaved, true);
  }

  // Whether somebody is in a field that differs from disk in white space only: it is not replaced under the cursor.
  #isBeingTyped(name) {
    return this.fields.isFocused(name) && this.baseline[name] !== undefined
      && withoutExtraSpace(this.#read(name)) === withoutExtraSpace(this.saved[name]);
  }

  #read(name) {
    return this.fields.read(name, this.saved);
  }

  #offerThemes(themes) {
    this.themes = themes;
    this.fields.offerThemes(themes, this.saved.themes ? this.#read("themes") : []);
  }

  #onInput(event) {
    fitHeight(event.target);
    this.onStatus("");
    this.fields.showCounts();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// A value without the spaces that saving removes: at the ends, and more than one in a row.
function withoutExtraSpace(value) {
  return JSON.stringify(value).replace(/(\s|\\n)+/g, " ").replace(/ "/g, '"').replace(/" /g, '"');
}
