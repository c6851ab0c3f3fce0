// The controls of the form: the value of each field of a case, and what is shown beside it.

import { offerThemes, readField, writeField } from "./field_values.js";

export class Fields {
  constructor(form, words) {
    this.form = form;
    /** @type {Words} */
    this.words = words;
    this.capacities = {}; // how many words fit, by field
  }

  // The box of a field, with all its controls.
  box(name) {
    return this.form.querySelector(`[data-input="${name}"]`);
  }

  // The controls of a field; a group, a list of groups and the themes have several.
  controls(name) {
    return [...this.box(name).querySelectorAll("[name]")];
  }

  label(name) {
    return this.box(name).dataset.label;
  }

  // The name of the field that a control is in.
  nameOf(control) {
    return control.closest("[data-input]").dataset.input;
  }

  // The labels of the fields that a case must have and that are empty.
  get missing() {
    const required = [...this.form.querySelectorAll("[data-input] > .field > :required, .rows :required")];
    return required.filter((input) => !input.value.trim()).map((input) => input.labels[0].textContent.trim());
  }

  // Whether a row of a list lacks what it must have: a theme without its name is not written, nor taken out.
  isHalf(name) {
    return [...this.box(name).querySelectorAll(".rows :required")].some((input) => !input.value.trim());
  }

  isFocused(name) {
    return this.controls(name).includes(document.activeElement);
  }

  // Moves the focus to a control, by the name of its field or its own; opens what hides it.
  focus(name) {
    const control = this.form.querySelector(`[name="${name}"]`) || this.box(name.split(".")[0])?.querySelector("[name], button");
    if (control) this.reveal(control);
    control?.focus();
    return control;
  }

  // Opens what hides a part of the form, and scrolls to it.
  reveal(node) {
    for (let box = node.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    node.scrollIntoView({ block: "nearest" });
  }

  // The value of a field. The themes keep the order that they have in `saved`: the first gives the colour.
  read(name, saved) {
    return readField(this.box(name), saved[name]);
  }

  write(name, value) {
    writeField(this.box(name), value);
    this.controls(name).forEach(fitHeight);
  }

  // Makes all text areas as high as their texts, which could not be measured while another form was shown.
  fitHeights() {
    [...this.form.elements].forEach(fitHeight);
  }

  // Offers themes to choose from, of which some are checked.
  offerThemes(themes, checked) {
    offerThemes(this.box("themes"), themes);
    this.write("themes", checked);
  }

  // Receives how many words more fit into each text, and how many it had when that was measured.
  setSpareWords(spareWords) {
    this.capacities = {};
    for (const [name, [spare, counted]] of Object.entries(spareWords)) this.capacities[name] = spare + counted;
    this.showCounts();
  }

  // Offers the colours that a theme can have.
  offerAccents(accents) {
    const options = accents.map((name) => new Option(this.words.accent[name] || name, name));
    const templates = [...this.form.querySelectorAll("template")].map((template) => template.content);
    for (const part of [this.form, ...templates]) {
      for (const list of part.querySelectorAll("[data-control=accent]")) {
        const chosen = list.value;
        list.replaceChildren(list.options[0], ...options.map((option) => option.cloneNode(true)));
        list.value = chosen;
      }
    }
  }

  // Shows beside each text how many words it has and how many more fit.
  showCounts() {
    const { words } = this;
    for (const output of this.form.querySelectorAll("[data-count]")) {
      const name = output.dataset.count;
      const count = (this.controls(name)[0].value.match(/\S+/g) || []).length;
      const spare = name in this.capacities ? this.capacities[name] - count : null;
      let text = `${count} ${words.words}`;
      if (spare !== null) text += `, ${(spare < 0 ? words.over : words.room).replace("{count}", String(Math.abs(spare)))}`;
      if (output.textContent !== text) output.textContent = text;
      output.classList.toggle("bad", spare !== null && spare < 0);
    }
  }
}

// Makes a text area as high as its text.
export function fitHeight(input) {
  if (input.localName !== "textarea") return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}
