// What was typed and chosen in the fields of one form, so that it can be undone and redone there.
//
// The browser's own history is not used. Chromium has one for all fields of a page: Ctrl+Z in a story would change the
// last field that was typed in, of whichever story. It skips a field that is hidden and loses what was typed in it,
// forgets a field that is taken out of the page, and does not notice that a script has replaced a text.

import { fitHeight } from "./fields.js";

const LIMIT = 300; // steps that are kept
const RUNS = ["insertText", "deleteContentBackward", "deleteContentForward"]; // one step, while they follow each other

export class History {
  // onChange(control) is called for each control that was changed by undoing or redoing
  constructor(form, fields, onChange) {
    this.form = form;
    this.fields = fields;
    this.onChange = onChange;
    /** @type {any[][]} */
    this.steps = []; // each a list of changes: of a control by its name, its states and the kind of input; or of a field
    this.done = 0; // how many of the steps are not undone
    this.states = new Map(); // of each control: its text and what is selected, before the next change
    this.values = new Map(); // of each field
    this.composing = false; // whether the last change is part of a composition that has not ended
    this.refresh();
    form.addEventListener("beforeinput", ({ target }) => isText(target) && this.states.set(target, stateOf(target)));
    form.addEventListener("input", (event) => isText(event.target) && this.#record(event));
    form.addEventListener("change", ({ target }) => (isChoice(target) || isInRow(target)) && this.recordField(this.fields.nameOf(target)));
    form.addEventListener("compositionend", () => (this.composing = false));
  }

  undo() {
    const { activeElement } = document;
    if (this.form.contains(activeElement) && isInRow(activeElement)) this.recordField(this.fields.nameOf(activeElement));
    const changes = this.steps[this.done - 1];
    if (!changes) return;
    this.done--;
    [...changes].reverse().forEach((change) => this.#apply(change, change.before));
  }

  redo() {
    const changes = this.steps[this.done];
    if (!changes) return;
    this.done++;
    changes.forEach((change) => this.#apply(change, change.after));
  }

  // Makes one step of everything that is changed in the meantime.
  together(change) {
    const last = this.steps[this.done - 1];
    change();
    const added = this.steps.splice(last ? this.steps.indexOf(last) + 1 : 0);
    if (added.length) this.steps.push(added.flat());
    this.done = this.steps.length;
  }

  // Receives that a field as a whole was changed otherwise than by typing.
  recordField(field) {
    const [before, after] = [this.values.get(field), this.fields.read(field, {})];
    this.refresh();
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.steps.length = this.done;
    this.steps.push([{ field, before, after }]);
    this.steps.splice(0, this.steps.length - LIMIT);
    this.done = this.steps.length;
  }

  // Receives that texts were replaced by the program.
  refresh() {
    for (const control of this.form.elements) if (isText(control)) this.states.set(control, stateOf(control));
    const boxes = [...this.form.querySelectorAll("[data-input]")];
    this.values = new Map(boxes.map(({ dataset: { input } }) => [input, this.fields.read(input, {})]));
  }

  // Forgets the steps of a field: undoing them would overwrite a change that was made elsewhere.
  forget(name) {
    const isKept = (step) => !step.some(({ field }) => field === name);
    this.done = this.steps.slice(0, this.done).filter(isKept).length;
    this.steps = this.steps.filter(isKept);
  }

  /** @param {any} event */
  #record({ target: control, inputType: kind, isComposing }) {
    const before = this.states.get(control) || stateOf(control);
    const change = { field: this.fields.nameOf(control), control: control.name, before, after: stateOf(control), kind };
    this.states.set(control, change.after);
    this.values.set(change.field, this.fields.read(change.field, {}));
    if (change.before.value === change.after.value) return;
    const last = this.done === this.steps.length ? this.steps.at(-1) : null;
    this.steps.length = this.done; // what was undone cannot be redone any more
    const continues = last && (isComposing ? this.composing : isRun(change, last.at(-1))) && follows(change, last.at(-1));
    if (continues) last.at(-1).after = change.after;
    else if (last && isMove(last.at(-1), change)) last.push(change);
    else this.steps.push([change]);
    this.steps.splice(0, this.steps.length - LIMIT);
    this.done = this.steps.length;
    this.composing = isComposing;
  }

  #apply({ field, control: name }, state) {
    if (name === undefined) this.fields.write(field, state);
    const control = name === undefined ? this.fields.focus(field) : this.fields.focus(name);
    if (name !== undefined) {
      control.value = state.value;
      control.setSelectionRange(state.start ?? state.value.length, state.end ?? state.value.length);
      fitHeight(control);
    }
    this.refresh();
    this.onChange(control);
  }
}

// Whether a control is in a row of a list. What was typed there is one step, of the list: it brings rows back, and takes
// them out again.
function isInRow(control) {
  return Boolean(control?.closest(".rows"));
}

// Whether a control is changed otherwise than by typing.
function isChoice(control) {
  return control.matches("select, [type=checkbox], [type=radio]");
}

function isText(control) {
  return control.matches("textarea, [type=text]") && !isInRow(control);
}

function stateOf({ value, selectionStart: start, selectionEnd: end }) {
  return { value, start, end };
}

// Whether a change was made to what another one had left.
function follows({ control, before }, last) {
  return control !== undefined && control === last.control && before.value === last.after.value;
}

// Whether a change is one more letter, typed or removed where the one before was.
function isRun({ before, kind }, last) {
  return kind === last.kind && RUNS.includes(kind) && before.start === before.end && before.start === last.after.start;
}

// Whether two changes are a text that was dragged from one place to another.
function isMove(removal, insertion) {
  return removal.kind === "deleteByDrag" && insertion.kind === "insertFromDrop";
}
