// The buttons above a text with markup, and the keys that do the same in it.

import { afterEnter, toggleBlocks } from "./blocks.js";
import { byId } from "./dom.js";
import { toggleForm } from "./emphasis.js";
import { linkAt, withLink } from "./links.js";
import { fromHtml, fromText, pasted } from "./paste.js";

const isMac = /mac|iphone|ipad/i.test(navigator.platform);
const KEYS = { KeyB: "strong", KeyI: "emphasis", KeyK: "link" };
const SHIFT_KEYS = { Digit8: "item", Digit9: "quote" };

// Lets the buttons and keys of a form change its texts.
export function handleMarkup(form, words) {
  for (const bar of form.querySelectorAll(".markup")) prepareBar(bar, words);
  form.addEventListener("paste", (event) => event.target.matches("textarea[data-markup]") && paste(event, words));
  form.addEventListener("focusout", ({ target }) => target.matches("textarea[data-markup]") && (noteOf(target).textContent = ""));
  form.addEventListener("keydown", (event) => {
    const { target, code, key } = event;
    if (!target.matches("textarea[data-markup]") || event.isComposing || event.altKey) return;
    const withControl = isMac ? event.metaKey : event.ctrlKey;
    const action = withControl ? (event.shiftKey ? SHIFT_KEYS : KEYS)[code] : null;
    const next = key === "Enter" && !withControl && !event.shiftKey ? afterEnter(stateOf(target)) : null;
    if (!action && !next) return;
    event.preventDefault();
    if (action) perform(target, action);
    else if (next) setState(target, next);
  });
}

// The text of a control, and what is selected in it.
export function stateOf({ value, selectionStart: start, selectionEnd: end }) {
  return { value, start, end };
}

// Changes the text of a control, and what is selected in it, as typing does: it is saved, and can be undone.
export function setState(control, { value, start, end }) {
  control.dispatchEvent(new InputEvent("beforeinput", { bubbles: true, inputType: "insertReplacementText" }));
  control.value = value;
  control.setSelectionRange(start, end);
  control.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
}

// Pastes what has a form as markup, and names what is left out of it.
function paste(event, words) {
  const { target: control, clipboardData: data } = event;
  const body = new DOMParser().parseFromString(data.getData("text/html"), "text/html").body;
  const html = fromHtml(body);
  const found = html.text ? html : fromPlain(data.getData("text/plain"));
  if (!found) return;
  event.preventDefault();
  setState(control, pasted(stateOf(control), found));
  const names = found.leftOut.map((name) => words.pasted[name]);
  noteOf(control).textContent = names.length ? `${words.not_pasted} ${names.join(", ")}.` : "";
}

function fromPlain(typed) {
  const text = fromText(typed);
  return text === null ? null : { text, blocks: [{ kind: "item" }, { kind: "item" }], leftOut: [] };
}

function noteOf(control) {
  return control.closest(".field").querySelector(".note");
}

// A bar is one stop of Tab; arrow keys move between its buttons.
function prepareBar(bar, words) {
  const buttons = [...bar.querySelectorAll("button")];
  const control = bar.closest(".field").querySelector("textarea");
  for (const [index, button] of buttons.entries()) {
    button.title = `${button.ariaLabel} (${isMac ? "⌘" : words.control_key}${button.dataset.key})`;
    button.tabIndex = index ? -1 : 0;
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the text
    button.addEventListener("click", () => perform(control, button.dataset.form));
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
}

function perform(control, action) {
  if (action === "link") askForLink(control);
  else {
    control.focus();
    setState(control, ["item", "quote"].includes(action) ? toggleBlocks(stateOf(control), action) : toggleForm(stateOf(control), action));
  }
}

// Asks for the text and the address of a link, and makes it.
function askForLink(control) {
  const state = stateOf(control);
  const link = linkAt(state);
  const [dialog, text, address] = [byId("link_dialog"), byId("link_text"), byId("link_address")];
  text.value = link ? link.text : state.value.slice(state.start, state.end);
  address.value = link ? link.address : "";
  byId("link_remove").hidden = !link;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    control.focus();
    if (["make", "remove"].includes(dialog.returnValue)) {
      setState(control, withLink(state, text.value, dialog.returnValue === "make" ? address.value : ""));
    }
  }, { once: true });
  dialog.showModal();
  (text.value ? address : text).focus();
}
