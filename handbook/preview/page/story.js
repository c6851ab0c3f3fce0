// The form of one story, or of the book, with everything that belongs to it: its fields, their history, its pictures. It
// saves when the typing pauses, and never over a text that is newer on disk.

import { Refused, request } from "./api.js";
import { DiskState } from "./disk_state.js";
import { same } from "./field_values.js";
import { Fields, fitHeight } from "./fields.js";
import { History } from "./history.js";
import { LookChoice } from "./look_choice.js";
import { handleMarkup } from "./markup_bar.js";
import { picturesIn } from "./picture_field.js";
import { changeRows } from "./rows.js";
import { showCorrections } from "./typography_dialog.js";
import { handleVersions } from "./versions.js";

const PAUSE = 250; // ms without a key before a save

export class Story {
  // node is an empty form in its box, for this story alone; onStatus(story, message, isError) receives the status
  // of saving
  constructor(slug, node, words, onStatus) {
    this.slug = slug; // empty for the book
    this.address = slug ? `case/${encodeURIComponent(slug)}` : "book";
    this.node = node;
    /** @type {Words} */
    this.words = words;
    this.onStatus = onStatus;
    this.themes = []; // that are offered
    this.saving = null; // a promise while a save is on its way
    this.failed = false; // whether the last save was refused
    this.gone = false; // whether the file has disappeared from disk
    this.reloads = 0; // of which only the last one counts
    this.saves = 0; // that have begun
    this.scrollTop = 0; // where the form was scrolled to when another story was opened
    this.form = node.querySelector("form");
    this.fields = new Fields(this.form, words);
    this.pictures = picturesIn(this.form, words, (name) => this.disk.read(name), (name, value) => this.setField(name, value));
    if (!slug) this.looks = new LookChoice(this.fields.box("look"), words);
    handleMarkup(this.form, words);
    handleVersions(this);
    this.history = new History(this.form, this.fields, () => {
      this.pictures.forEach((picture) => picture.show());
      this.#onInput();
    });
    this.disk = new DiskState(node.querySelector("#conflicts"), this.fields, this.history, words, (name) => {
      this.fields.focus(name);
      this.save();
    });
    this.#handleEvents();
  }

  #handleEvents() {
    this.form.addEventListener("input", ({ target }) => {
      fitHeight(target);
      if (target.closest(".rows")) this.#showStatus(""); // half a name is none: it is saved when the field is left
      else this.#onInput();
    });
    this.form.addEventListener("change", () => this.save());
    this.form.addEventListener("click", ({ target }) => {
      if (target.matches("[data-row]")) this.#changeRows(target);
      if (target.matches("[data-typography]")) showCorrections(this, this.words);
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  // The fields as they are on disk.
  get saved() {
    return this.disk.saved;
  }

  // Whether something was typed that is not saved.
  get hasUnsaved() {
    return this.disk.changed.length > 0;
  }

  // What was typed and is not saved, by the labels of the fields.
  get unsaved() {
    return this.disk.changed.map((name) => [this.fields.label(name), this.disk.read(name)]);
  }

  // Whether something would be lost if the page were closed, and cannot be saved at that moment.
  get hasUnsavable() {
    const { changed, savable } = this.disk;
    return changed.length > 0 && (this.failed || Boolean(this.saving) || savable.length < changed.length);
  }

  // Offers the themes, the colours and the looks that there are.
  offer({ themes, accents, looks }) {
    if (!this.slug) {
      this.fields.offerAccents(accents);
      this.looks?.offer(looks);
    } else if (!same(themes, this.themes)) {
      this.themes = themes;
      this.fields.offerThemes(themes, this.saved.themes ? this.disk.read("themes") : []);
    }
  }

  // Changes a field otherwise than by typing, so that it can be undone.
  setField(name, value) {
    this.fields.write(name, value);
    this.#onFieldChanged(name);
  }

  #changeRows(button) {
    const focus = changeRows(button);
    this.#onFieldChanged(this.fields.nameOf(button.isConnected ? button : focus));
    focus?.focus();
  }

  #onFieldChanged(name) {
    this.history.recordField(name);
    this.#onInput();
    this.save();
  }

  // Reads the case again; a field that is being edited keeps what was typed.
  reload() {
    this.reloading = this.#reload();
    return this.reloading;
  }

  async #reload() {
    const turn = ++this.reloads;
    let fields = null;
    let gone = false;
    while (this.saving) await this.saving; // its answer is newer
    const { saves } = this;
    try {
      ({ fields } = await request(this.address));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      gone = error.status === 404;
    }
    this.gone = gone;
    if (saves !== this.saves) return this.reload(); // what was read may be older than what was saved
    if (turn !== this.reloads) return this.reloading; // a later one has started
    this.node.querySelector("#unreadable").hidden = Boolean(fields) || gone;
    this.form.hidden = !fields;
    if (fields) this.#merge(fields);
    if (fields) this.save(); // the reason why it failed may be gone
    return undefined;
  }

  // Saves what has changed, after a save that is on its way. `leaving` says that the page is being closed.
  async save(leaving = false) {
    clearTimeout(this.timer);
    while (this.saving && !leaving) await this.saving;
    const names = this.disk.savable;
    if (!names.length) return;
    const changes = this.disk.changes(names);
    this.saving = this.#send(changes, leaving).finally(() => (this.saving = null));
    await this.saving;
  }

  async #send(changes, leaving) {
    this.#showStatus(this.words.saving);
    this.failed = false;
    this.saves++;
    try {
      const { fields } = await request(`${this.address}/save`, changes, leaving);
      this.disk.accept(changes, fields);
      this.#merge(fields);
      this.#showStatus(this.hasUnsaved ? "" : this.words.saved);
    } catch (error) {
      const onDisk = error instanceof Refused && error.status === 409 && error.body.conflict;
      if (onDisk) this.#merge(onDisk);
      else this.#onSaveFailed(error);
    }
  }

  #onSaveFailed(error) {
    this.failed = true;
    const refused = error instanceof Refused;
    this.gone = refused && error.status === 404;
    this.#showStatus(`${this.words.unsaved}: ${refused ? error.message : this.words.offline}`, true);
  }

  #merge(onDisk) {
    if (this.disk.merge(onDisk)) this.#showStatus(this.words.unsaved, true);
    this.fields.showCounts();
    this.pictures.forEach((picture) => picture.show());
  }

  #showStatus(message, isError = false) {
    const status = this.node.querySelector("#save_status");
    status.textContent = message;
    status.classList.toggle("bad", isError);
    this.onStatus(this, message, isError);
  }

  #onInput() {
    this.#showStatus("");
    this.fields.showCounts();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#saveAfterPause(), PAUSE);
  }

  async #saveAfterPause() {
    await this.save();
    if (!this.hasUnsaved) this.#showStatus(this.words.saved); // also if what was typed is as before
  }
}
