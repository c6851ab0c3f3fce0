// The keys that turn the pages of the book and zoom, and those that undo what was typed.

export function handleKeys(book) {
  const last = () => book.spreads.length - 1;
  const actions = {
    ArrowLeft: () => book.turnTo(book.number - 1),
    ArrowRight: () => book.turnTo(book.number + 1),
    PageUp: () => book.turnTo(book.number - 1),
    PageDown: () => book.turnTo(book.number + 1),
    Home: () => book.turnTo(0),
    End: () => book.turnTo(last()),
    "+": () => book.openSpread.zoomBy(1),
    "-": () => book.openSpread.zoomBy(-1),
    0: () => book.openSpread.zoomBy(0),
  };
  document.addEventListener("keydown", (event) => {
    if (!book.state || !(event.key in actions) || isTakenElsewhere(event)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

// Undoes and redoes in the open story, and in no other; the field of a dialog keeps the history of the browser.
export function handleHistory(form) {
  document.addEventListener("keydown", (event) => {
    const action = event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey) ? null : historyAction(event);
    if (action && form.hasFocus) perform(event, action);
  });
  document.addEventListener("beforeinput", (event) => { // from a menu, or from keys of the system
    const action = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
    if (action && (form.hasFocus || form.node.contains(event.target))) perform(event, action);
  });

  function perform(event, action) {
    event.preventDefault();
    if (form.hasFocus) form[action]();
  }
}

function historyAction({ key, shiftKey }) {
  const name = key.toLowerCase();
  if (name === "z") return shiftKey ? "redo" : "undo";
  return name === "y" ? "redo" : null;
}

// Whether a key is meant for a control, for the browser, or for scrolling the box that it was pressed in.
function isTakenElsewhere(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (target.closest("input, textarea, select, dialog, summary, pre")) return true;
  if (event.key.length === 1 && !target.closest("#stage, nav")) return true; // it may come from speech input
  const box = target.closest("#view, #panel, #story");
  return Boolean(box) && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight);
}
