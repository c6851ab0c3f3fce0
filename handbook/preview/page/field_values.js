// The value of a field of a form: read from the controls in its box, and written into them.

import { element } from "./dom.js";
import { readLook, writeLook } from "./look_choice.js";
import { readRows, writeRows } from "./rows.js";

const LINES = ["lines", "colours"]; // kinds of controls that have an item on each line

// The value of the field in a box; `saved` is that on disk.
export function readField(box, saved) {
  const { kind } = box.dataset;
  if (kind === "themes") return readThemes(box, saved || []);
  if (kind === "look") return readLook(box);
  if (kind === "order") return saved; // it is changed on the list of spreads
  if (kind === "groups") return readRows(box).map(readGroup);
  if (["group", "picture", "label"].includes(kind)) return readGroup(box);
  return readControl(box.querySelector("[name]"));
}

// Writes a value into the field in a box.
export function writeField(box, value) {
  const { kind } = box.dataset;
  if (kind === "themes") writeThemes(box, value);
  else if (kind === "look") writeLook(box, value);
  else if (kind === "groups") writeRows(box, value, writeGroup);
  else if (["group", "picture", "label"].includes(kind)) writeGroup(box, value);
  else if (kind !== "order") writeControl(box.querySelector("[name]"), value);
}

function readThemes(box, saved) {
  const inputs = [...box.querySelectorAll("input")];
  const offered = inputs.map((input) => input.value);
  const checked = inputs.filter((input) => input.checked).map((input) => input.value);
  const kept = saved.filter((theme) => checked.includes(theme) || !offered.includes(theme));
  return [...kept, ...checked.filter((theme) => !saved.includes(theme))];
}

// A theme that the book does not have can be taken off the story: it is offered until then.
function writeThemes(box, value) {
  const inputs = () => [...box.querySelectorAll("input")];
  const offered = inputs().map((input) => input.value);
  for (const theme of value.filter((each) => !offered.includes(each))) box.firstElementChild.append(newTheme(theme, "unknown"));
  for (const input of inputs()) {
    input.checked = value.includes(input.value);
    if (input.closest(".unknown") && !input.checked) input.parentElement.remove();
  }
  box.firstElementChild.hidden = !inputs().length;
}

// Offers themes to choose from, in the place of those before.
export function offerThemes(box, themes) {
  const group = box.firstElementChild;
  group.replaceChildren(group.firstElementChild, ...themes.map((theme) => newTheme(theme)));
}

function newTheme(theme, kind = "") {
  const label = element("label", kind);
  const input = element("input");
  [input.type, input.name, input.value] = ["checkbox", "themes", theme];
  label.append(input, element("span", "", theme));
  return label;
}

function readGroup(box) {
  return Object.fromEntries([...box.querySelectorAll("[name]")].map((control) => [partOf(control), readControl(control)]));
}

function writeGroup(box, value) {
  for (const control of box.querySelectorAll("[name]")) writeControl(control, value[partOf(control)]);
}

// The last part of a control's name, which is the name of its field.
function partOf(control) {
  return control.name.split(".").at(-1);
}

function readControl(control) {
  if (control.type === "checkbox") return control.checked ? "yes" : "no";
  if (!LINES.includes(control.dataset.control)) return control.value;
  return control.value.split("\n").map((line) => line.trim()).filter(Boolean);
}

// A choice that is not offered is kept: what is wrong with it is told as a problem.
function writeControl(control, value) {
  if (control.type === "checkbox") {
    control.checked = value === "yes";
    return;
  }
  if (control.localName === "select" && ![...control.options].some((option) => option.value === value)) {
    control.append(new Option(value, value));
  }
  control.value = Array.isArray(value) ? value.join("\n") : value;
}

// A value without the rows of a list in which nothing is filled in.
export function withoutEmptyRows(value) {
  const isFilled = (row) => typeof row === "string" || Object.values(row).some(Boolean);
  return Array.isArray(value) ? value.filter(isFilled) : value;
}

// Whether two values of a field are the same.
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// A value without the spaces that saving removes: at the ends, and more than one in a row.
export function withoutExtraSpace(value) {
  return JSON.stringify(value).replace(/(\s|\\n)+/g, " ").replace(/ "/g, '"').replace(/" /g, '"');
}
