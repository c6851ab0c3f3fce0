// The value of a field of a form: read from the controls in its box, and written into them.

import { readLook, writeLook } from "./look_choice.js";
import { readRows, writeRows } from "./rows.js";

const LINES = ["lines", "colours"]; // kinds of fields that have an item on each line

// The value of the field in a box; `saved` is that on disk.
export function readField(box, saved) {
  const { kind } = box.dataset;
  if (kind === "themes") return readThemes(box, saved || []);
  if (kind === "look") return readLook(box);
  if (kind === "groups") return readRows(box).map(readGroup).filter((group) => Object.values(group).some(Boolean));
  if (["group", "picture", "label"].includes(kind)) return readGroup(box);
  const value = readControl(box.querySelector("[name]"));
  return LINES.includes(kind) ? value.split("\n").map((line) => line.trim()).filter(Boolean) : value;
}

// Writes a value into the field in a box.
export function writeField(box, value) {
  const { kind } = box.dataset;
  if (kind === "themes") box.querySelectorAll("input").forEach((input) => (input.checked = value.includes(input.value)));
  else if (kind === "look") writeLook(box, value);
  else if (kind === "groups") writeRows(box, value, writeGroup);
  else if (["group", "picture", "label"].includes(kind)) writeGroup(box, value);
  else writeControl(box.querySelector("[name]"), LINES.includes(kind) ? value.join("\n") : value);
}

function readThemes(box, saved) {
  const inputs = [...box.querySelectorAll("input")];
  const offered = inputs.map((input) => input.value);
  const checked = inputs.filter((input) => input.checked).map((input) => input.value);
  const kept = saved.filter((theme) => checked.includes(theme) || !offered.includes(theme));
  return [...kept, ...checked.filter((theme) => !saved.includes(theme))];
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
  return control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value;
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
  control.value = value;
}

// Whether two values of a field are the same.
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// A value without the spaces that saving removes: at the ends, and more than one in a row.
export function withoutExtraSpace(value) {
  return JSON.stringify(value).replace(/(\s|\\n)+/g, " ").replace(/ "/g, '"').replace(/" /g, '"');
}
