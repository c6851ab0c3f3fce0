// The fields of a form beside those on disk: what was typed and is not saved, and what has changed there meanwhile.

import { Conflicts } from "./conflicts.js";
import { same, withoutEmptyRows, withoutExtraSpace } from "./field_values.js";

export class DiskState {
  // onChoice(name) is called when one of two versions of a field was chosen
  constructor(container, fields, history, words, onChoice) {
    this.fields = fields;
    this.history = history;
    this.onChoice = onChoice;
    this.conflicts = new Conflicts(container, words);
    /** @type {Record<string, any>} */
    this.saved = {}; // the fields as they are on disk
    /** @type {Record<string, any>} */
    this.baseline = {}; // the fields as they were in the form at that time
  }

  // The names of the fields in which something was typed that is not saved.
  get changed() {
    return Object.keys(this.saved).filter((name) => !same(this.read(name), this.baseline[name]));
  }

  // Those of them that can be saved now: the others wait for a choice, or for a name.
  get savable() {
    return this.changed.filter((name) => !this.conflicts.has(name) && !this.fields.isHalf(name));
  }

  // The value of a field as it is saved. An empty row of a list is none there; only its history knows it.
  read(name) {
    return withoutEmptyRows(this.fields.read(name, this.saved));
  }

  // What a save of some fields sends: of each the value that was edited, and the new one.
  changes(names) {
    return Object.fromEntries(names.map((name) => [name, { old: this.saved[name], new: this.read(name) }]));
  }

  // Receives that changes were saved, and how the fields are on disk since.
  accept(changes, onDisk) {
    for (const [name, change] of Object.entries(changes)) {
      this.saved[name] = onDisk[name];
      this.baseline[name] = change.new;
    }
  }

  // Takes over the fields as they are on disk; where something else was typed, the editor has to choose. Returns
  // whether there is something new to choose.
  merge(onDisk) {
    const changed = new Set(this.changed);
    let asks = false;
    for (const [name, value] of Object.entries(onDisk)) {
      if (!changed.has(name)) {
        if (!same(value, this.saved[name])) this.history.forget(name); // saved by another program
        this.saved[name] = value;
        if (!same(this.read(name), value) && !this.#isBeingTyped(name)) this.fields.write(name, value);
        this.baseline[name] = this.read(name);
      } else if (same(value, this.saved[name])) {
        this.conflicts.remove(name); // the other version was undone
      } else if (same(value, this.read(name))) {
        [this.saved[name], this.baseline[name]] = [value, value];
      } else {
        asks = this.#showConflict(name, value) || asks;
      }
    }
    this.history.refresh();
    return asks;
  }

  #showConflict(name, onDisk) {
    const choose = (takeDisk) => {
      this.saved[name] = onDisk;
      if (takeDisk) this.#takeFromDisk(name, onDisk);
      this.baseline[name] = takeDisk ? this.read(name) : onDisk;
      this.onChoice(name);
    };
    return this.conflicts.show(name, this.fields.label(name), this.read(name), onDisk, choose);
  }

  #takeFromDisk(name, value) {
    this.history.forget(name);
    this.fields.write(name, value);
    this.history.refresh();
  }

  // Whether the focus is in a field that differs from disk in white space only: it is not replaced under the cursor.
  #isBeingTyped(name) {
    return this.fields.isFocused(name) && this.baseline[name] !== undefined
      && withoutExtraSpace(this.read(name)) === withoutExtraSpace(this.saved[name]);
  }
}
