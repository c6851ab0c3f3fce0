// All spreads, small, in a list that scrolls. Only those in sight have pictures: a thick book has hundreds.

import { element } from "./dom.js";
import { picture } from "./page_image.js";

const LATER = 1000; // ms that a small picture may be behind, while somebody types
const SMALL = 80; // px of a page, somewhat more than the style sheet shows
const STEP = 40; // px; pictures come in few widths

export class Strip {
  // opened(number) gives the pages of a spread, turn(number) opens it
  constructor(opened, turn) {
    this.opened = opened;
    this.turn = turn;
    this.node = document.getElementById("strip");
    this.node.addEventListener("scroll", () => this.#look(), { passive: true });
    new ResizeObserver(() => {
      const open = this.node.querySelector("[aria-current]");
      if (open) this.#reach(open.parentElement);
      this.#look();
    }).observe(this.node);
  }

  get #rows() {
    return [...this.node.children];
  }

  // The spreads by their captions, of pages so wide and high; a row that is there already stays.
  list(captions, [wide, high]) {
    this.node.style.setProperty("--shape", high / wide);
    this.#rows.slice(captions.length).forEach((row) => row.remove());
    captions.forEach((caption, number) => {
      const row = this.node.children[number] || this.node.appendChild(this.#row(number));
      const opened = this.opened(number);
      row.querySelector(".label").textContent = caption;
      row.querySelectorAll(".small").forEach((side, at) => side.classList.toggle("none", !opened[at]));
      if (near(row)) this.#draw(row, number);
    });
    this.#look();
  }

  // Marks the spread that is open; it comes in sight unless it was open before. Tab stops at it alone.
  mark(open) {
    const button = this.node.children[open]?.firstElementChild;
    const before = this.node.querySelector("[aria-current]");
    if (!button || button === before) return;
    if (before) before.tabIndex = -1;
    before?.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    button.tabIndex = 0;
    if (this.node.contains(document.activeElement)) button.focus({ preventScroll: true });
    this.#reach(button.parentElement);
  }

  // The pages of a spread have changed.
  later(number) {
    const row = this.node.children[number];
    if (!near(row) || row.timer) return;
    row.timer = setTimeout(() => {
      row.timer = 0;
      this.#draw(row, number);
    }, LATER);
  }

  #row(number) {
    const row = element("li");
    const button = element("button");
    button.type = "button";
    button.tabIndex = -1; // arrow keys turn
    const pair = element("span", "pair");
    for (let side = 0; side < 2; side++) {
      const small = element("span", "small");
      small.append(blank());
      pair.append(small);
    }
    button.append(pair, element("span", "label"));
    button.addEventListener("click", () => this.turn(number));
    row.append(button);
    return row;
  }

  // What of the list is seen and how large a row is, in px, whichever way it scrolls.
  get #sight() {
    const list = this.node;
    const row = list.firstElementChild;
    const across = row.offsetTop === list.lastElementChild.offsetTop; // on a phone
    return across
      ? { side: "scrollLeft", from: list.scrollLeft, size: list.clientWidth, step: row.offsetWidth }
      : { side: "scrollTop", from: list.scrollTop, size: list.clientHeight, step: row.offsetHeight };
  }

  // Gives pictures to the rows that are in sight, or half a window from it.
  #look() {
    if (!this.node.children.length) return;
    const { from, size, step } = this.#sight;
    this.#rows.forEach((row, number) => {
      const now = (number + 1) * step > from - size / 2 && number * step < from + 1.5 * size;
      if (now && !near(row)) this.#draw(row, number);
      row.classList.toggle("near", now);
    });
  }

  // Scrolls the list, and not the window, until a row is in sight.
  #reach(row) {
    const { side, from, size, step } = this.#sight;
    const at = side === "scrollLeft" ? row.offsetLeft : row.offsetTop;
    if (at < from) this.node[side] = at;
    else if (at + step > from + size) this.node[side] = at + step - size;
  }

  #draw(row, number) {
    const width = Math.ceil((SMALL * (window.devicePixelRatio || 1)) / STEP) * STEP;
    const frames = row.querySelectorAll(".small");
    this.opened(number).forEach(async (page, side) => {
      const name = page?.part.name; // without one: nothing, or not laid out yet
      const image = name ? await picture(page, width) : blank();
      const late = name !== this.opened(number)[side]?.part.name;
      if (image && !late) frames[side].firstElementChild.replaceWith(image);
    });
  }
}

function blank() {
  const image = element("img");
  image.alt = "";
  return image;
}

function near(row) {
  return row?.classList.contains("near");
}
