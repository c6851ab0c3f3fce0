// Dragging a row of the list of spreads to another place. A finger scrolls the list, and drags once it has rested on a
// row; there are buttons and keys too.

const START = 6; // px until a press becomes a drag
const REST = 400; // ms until a finger that rests drags
const EDGE = 40; // px from the ends of the list where it scrolls

// slugOf(number) is the slug of a row, empty for one that is no story; onDrop(slug, next) moves a story before the next.
export function handleRowDrag(list, slugOf, onDrop) {
  const isDragging = () => Boolean(list.querySelector(".dragged"));
  list.addEventListener("dragstart", (event) => event.preventDefault()); // of a thumbnail as a picture
  list.addEventListener("touchmove", (event) => isDragging() && event.preventDefault(), { passive: false }); // would scroll
  list.addEventListener("contextmenu", (event) => event.pointerType === "touch" && event.preventDefault());
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    const slug = row && slugOf([...list.children].indexOf(row));
    if (!slug || event.button !== 0) return;
    if (event.pointerType === "touch") wait(event, row, slug);
    else follow(event, row, slug);
  });

  // Follows a finger as soon as it has rested on a row.
  function wait(start, row, slug) {
    const stop = () => {
      clearTimeout(timer);
      ["pointermove", "pointerup", "pointercancel"].forEach((type) => list.removeEventListener(type, onEvent));
    };
    const onEvent = (event) => (event.type !== "pointermove" || isFar(event, start)) && stop();
    const timer = setTimeout(() => {
      stop();
      row.classList.add("dragged");
      follow(start, row, slug);
    }, REST);
    ["pointermove", "pointerup", "pointercancel"].forEach((type) => list.addEventListener(type, onEvent));
  }

  function follow(start, row, slug) {
    let next = null; // the slug before which the story will stand; empty for the end
    const onMove = (event) => {
      if (!isFar(event, start) && next === null) return;
      event.preventDefault();
      list.setPointerCapture(start.pointerId);
      row.classList.add("dragged");
      scroll(event);
      next = mark(event);
    };
    const onKey = (event) => event.key === "Escape" && (event.stopPropagation(), finish());
    const finish = (event) => {
      list.removeEventListener("pointermove", onMove);
      document.removeEventListener("keydown", onKey, true);
      list.querySelectorAll(".dragged, .drop").forEach((each) => each.classList.remove("dragged", "drop", "after"));
      if (event?.type === "pointerup" && next !== null) onDrop(slug, next);
    };
    list.addEventListener("pointermove", onMove);
    document.addEventListener("keydown", onKey, true);
    list.addEventListener("pointerup", finish, { once: true });
    list.addEventListener("pointercancel", finish, { once: true });
  }

  // Marks where the story will stand; returns the slug that will follow it.
  function mark({ clientX, clientY }) {
    list.querySelectorAll(".drop").forEach((each) => each.classList.remove("drop", "after"));
    const rows = [...list.children].map((row, number) => [row, slugOf(number)]).filter(([, slug]) => slug);
    const target = rows.find(([row]) => isBefore(row, clientX, clientY));
    const [row, slug] = target || [rows[rows.length - 1][0], ""];
    row.classList.add("drop");
    row.classList.toggle("after", !target);
    return slug;
  }

  // Whether a place is before the middle of a row, in the direction of reading; a row may have others beside it.
  function isBefore(row, x, y) {
    const box = row.getBoundingClientRect();
    const isAlone = box.width > list.clientWidth / 2 && list.scrollWidth <= list.clientWidth;
    if (isAlone) return y < box.top + box.height / 2;
    return y < box.top || (y < box.bottom && x < box.left + box.width / 2);
  }

  // Scrolls the list, or the window where the list is as long as its rows.
  function scroll({ clientX, clientY }) {
    const { left, right, top, bottom } = list.getBoundingClientRect();
    const step = (place, start, end) => (place < start + EDGE ? -EDGE / 2 : place > end - EDGE ? EDGE / 2 : 0);
    const isLong = list.scrollHeight > list.clientHeight || list.scrollWidth > list.clientWidth;
    if (isLong) list.scrollBy(step(clientX, left, right), step(clientY, top, bottom));
    else window.scrollBy(0, step(clientY, 0, window.innerHeight));
  }
}

function isFar(event, start) {
  return Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= START;
}
