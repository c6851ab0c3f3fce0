// The controls of the form: the value of each field of a case, and what is shown beside it.

import { element } from "./dom.js";

export class Fields {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.capacities = {}; // how many words fit, by field
  }

  // The controls of a field; a group and the themes have several.
  controls(name) {
    return [...this.form.elements].filter((control) => control.name.split(".")[0] === name);
  }

  // The labels of the fields that a case must have and that are empty.
  get missing() {
    const required = [...this.form.querySelectorAll(":required")];
    return required.filter((input) => !input.value.trim()).map((input) => input.labels[0].textContent.trim());
  }

  isFocused(name) {
    return this.controls(name).includes(document.activeElement);
  }

  // `name` is that of a field, or of one of the controls of a group: "portrait.file".
  focus(name) {
    const controls = this.controls(name.split(".")[0]);
    const control = controls.find((each) => each.name === name) || controls[0];
    if (control?.closest("details")) control.closest("details").open = true;
    control?.focus();
  }

  // The value of a field. The themes keep the order that they have in `saved`: the first gives the colour.
  read(name, saved) {
    const controls = this.controls(name);
    if (name === "themes") {
      const checked = controls.filter((input) => input.checked).map((input) => input.value);
      const before = saved.themes || [];
      const offered = controls.map((input) => input.value);
      const kept = before.filter((theme) => checked.includes(theme) || !offered.includes(theme));
      return [...kept, ...checked.filter((theme) => !before.includes(theme))];
    }
    if (controls[0].dataset.control === "lines") return controls[0].value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (controls[0].dataset.control === "group") return Object.fromEntries(controls.map((input) => [input.name.split(".")[1], input.value]));
    return controls[0].value;
  }

  write(name, value) {
    const controls = this.controls(name);
    if (name === "themes") controls.forEach((input) => (input.checked = value.includes(input.value)));
    else if (controls[0].dataset.control === "lines") controls[0].value = value.join("\n");
    else if (controls[0].dataset.control === "group") controls.forEach((input) => (input.value = value[input.name.split(".")[1]]));
    else controls[0].value = value;
    controls.forEach(fitHeight);
  }

  // Makes all text areas as high as their texts, which could not be measured while another form was shown.
  fitHeights() {
    [...this.form.elements].forEach(fitHeight);
  }

  // Offers themes to choose from, of which some are checked.
  offerThemes(themes, checked) {
    const group = this.form.querySelector("#themes");
    group.hidden = !themes.length;
    group.replaceChildren(group.firstElementChild, ...themes.map((theme) => {
      const label = element("label");
      const input = element("input");
      [input.type, input.name, input.value] = ["checkbox", "themes", theme];
      label.append(input, element("span", "", theme));
      return label;
    }));
    this.write("themes", checked);
  }

  // Receives how many words more fit into each text, and how many it had when that was measured.
  setSpareWords(spareWords) {
    this.capacities = {};
    for (const [name, [spare, counted]] of Object.entries(spareWords)) this.capacities[name] = spare + counted;
    this.showCounts();
  }

  // Shows beside each text how many words it has and how many more fit.
  showCounts() {
    const { words } = this;
    for (const output of this.form.querySelectorAll("[data-count]")) {
      const name = output.dataset.count;
      const count = (this.controls(name)[0].value.match(/\S+/g) || []).length;
      const spare = name in this.capacities ? this.capacities[name] - count : null;
      let text = `${count} ${words.words}`;
      if (spare !== null) text += `, ${spare < 0 ? words.over : words.room} ${Math.abs(spare)} ${words.words}`;
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
