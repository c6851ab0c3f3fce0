// The keys that turn the pages of the book and zoom.

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

// Whether a key is meant for a control, for the browser, or for scrolling the box that it was pressed in.
function isTakenElsewhere(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (target.closest("input, textarea, select, dialog, summary, pre")) return true;
  if (event.key.length === 1 && !target.closest("#stage, nav")) return true; // somebody may be dictating
  const box = target.closest("#view, #panel, #story");
  return Boolean(box) && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight);
}
