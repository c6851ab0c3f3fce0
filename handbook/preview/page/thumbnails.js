// All spreads as thumbnails, in a list that scrolls. Only rows near the visible part have images: a thick book has
// hundreds.

import { button, byId, element } from "./dom.js";
import { pageImage, placeholderImage } from "./page_image.js";

const DELAY = 1000; // ms before a thumbnail follows a change, so that typing does not wait for it
const WIDTH = 80; // px of a page, somewhat more than the style sheet shows in the list
const TABLE_WIDTH = 160; // the same on the light table
const STEP = 40; // px; images are requested in few heights, so that they are found in the cache

export class Thumbnails {
  // pagesOf(number) returns the pages of a spread, onOpen(number) opens it
  constructor(pagesOf, onOpen) {
    this.pagesOf = pagesOf;
    this.onOpen = onOpen;
    this.list = byId("thumbnails");
    this.timers = new Map(); // of rows that will load their images again
    this.list.addEventListener("scroll", () => this.#loadVisible(), { passive: true });
    new ResizeObserver(() => {
      const current = this.list.querySelector("[aria-current]");
      if (current) this.#scrollTo(current.parentElement);
      this.#loadVisible();
    }).observe(this.list);
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  // Lists the spreads by their captions, with pages of a size in mm; existing rows are reused.
  render(captions, [width, height]) {
    this.list.style.setProperty("--shape", String(height / width));
    this.#rows.slice(captions.length).forEach((row) => row.remove());
    captions.forEach((caption, number) => {
      const row = this.#rows[number] || this.list.appendChild(this.#newRow(number));
      const pages = this.pagesOf(number);
      const [pair, label] = row.querySelectorAll(".pair, .label");
      label.textContent = caption;
      renderFrames(pair, pages, width);
      if (isNear(row)) this.#load(row, number);
    });
    this.#loadVisible();
  }

  // Receives that the list has another shape: the images need another size.
  resize() {
    this.#rows.forEach((row) => row.classList.remove("near"));
    this.#loadVisible();
    const current = this.list.querySelector("[aria-current]");
    if (current) this.#scrollTo(current.parentElement);
  }

  // Marks the open spread, and scrolls to it if it was not open before. It is the only row that Tab stops at.
  select(number) {
    const selected = this.#rows[number]?.querySelector("button");
    /** @type {HTMLElement | null} */
    const before = this.list.querySelector("[aria-current]");
    if (!selected || selected === before) return;
    if (before) before.tabIndex = -1;
    before?.removeAttribute("aria-current");
    selected.setAttribute("aria-current", "true");
    selected.tabIndex = 0;
    if (this.list.contains(document.activeElement)) selected.focus({ preventScroll: true });
    this.#scrollTo(selected.parentElement);
  }

  // Loads the images of a spread again after a while, for its pages have changed.
  scheduleReload(number) {
    const row = this.#rows[number];
    if (!isNear(row) || this.timers.has(row)) return;
    this.timers.set(row, setTimeout(() => {
      this.timers.delete(row);
      this.#load(row, number);
    }, DELAY));
  }

  #newRow(number) {
    const row = element("li");
    const open = button("", () => this.onOpen(number));
    open.tabIndex = -1; // arrow keys move between the rows
    open.append(element("span", "pair"), element("span", "label"));
    row.append(open);
    return row;
  }

  // The scroll position, the visible length and the length of a row in px, along the axis on which the list scrolls.
  get #axis() {
    const list = this.list;
    const rows = this.#rows;
    const row = rows[0];
    const horizontal = list.scrollWidth > list.clientWidth; // on a phone
    return horizontal
      ? { scroll: "scrollLeft", offset: "offsetLeft", start: list.scrollLeft, visible: list.clientWidth, step: row.offsetWidth }
      : { scroll: "scrollTop", offset: "offsetTop", start: list.scrollTop, visible: list.clientHeight, step: row.offsetHeight };
  }

  // Loads the images of rows that are visible, or at most half the visible length away.
  #loadVisible() {
    if (!this.list.children.length) return;
    const { start, visible, step, offset } = this.#axis;
    this.#rows.forEach((row, number) => {
      const near = row[offset] + step > start - visible / 2 && row[offset] < start + 1.5 * visible;
      if (near && !isNear(row)) this.#load(row, number);
      row.classList.toggle("near", near);
    });
  }

  // Scrolls the list, but not the window, until a row is visible.
  #scrollTo(row) {
    const { scroll, offset, start, visible, step } = this.#axis;
    const position = row[offset];
    if (position < start) this.list[scroll] = position;
    else if (position + step > start + visible) this.list[scroll] = position + step - visible;
  }

  #load(row, number) {
    const shape = Number(this.list.style.getPropertyValue("--shape"));
    const width = this.list.closest(".light_table") ? TABLE_WIDTH : WIDTH;
    const height = Math.ceil((width * shape * (window.devicePixelRatio || 1)) / STEP) * STEP;
    const frames = row.querySelectorAll(".thumbnail");
    this.pagesOf(number).forEach(async (page, side) => {
      const document = page?.section.document; // without one: no page, or not laid out yet
      const image = document ? await pageImage(page, height) : placeholderImage();
      const outdated = document !== this.pagesOf(number)[side]?.section.document;
      if (image && !outdated) frames[side].firstElementChild.replaceWith(image);
    });
  }
}

// Makes a frame for each side of a spread, as wide as its page is against a page of the book; existing ones are reused.
function renderFrames(pair, pages, width) {
  [...pair.children].slice(pages.length).forEach((frame) => frame.remove());
  pages.forEach((page, side) => {
    const frame = pair.children[side] || pair.appendChild(element("span", "thumbnail"));
    if (!frame.firstElementChild) frame.append(placeholderImage());
    frame.classList.toggle("empty", !page);
    frame.style.setProperty("--part", (page?.width || width) / width);
  });
}

function isNear(row) {
  return row?.classList.contains("near");
}
