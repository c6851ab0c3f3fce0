// The open spread: its pages as large as the window and the zoom allow.

import { byId, element } from "./dom.js";
import { pageImage } from "./page_image.js";

const STEP = 20; // px; images are requested in few heights, so that they are found in the cache
const MAX_HEIGHT = 4200; // px of a page image, as the program allows
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];
const RESIZE_DELAY = 150; // ms without another change of size before sharper images are requested

export class OpenSpread {
  // words are the labels of the page; onResize() is called when images of another height are needed
  constructor(words, onResize) {
    /** @type {Words} */
    this.words = words;
    this.onResize = onResize;
    this.zoom = 0;
    this.geometry = null; // the height of a page, the widths of all sides, and the bleed, in mm
    this.renders = 0;
    this.view = byId("view");
    this.node = byId("spread");
    new ResizeObserver(() => this.#resize()).observe(this.view);
  }

  // The height in px of a page image that is as sharp as the screen; all pages of a book have the same.
  get imageHeight() {
    const box = this.node.querySelector(".page img")?.getBoundingClientRect(); // bleed included
    const height = (box?.height || 560) * (window.devicePixelRatio || 1);
    return Math.min(MAX_HEIGHT, Math.ceil(height / STEP) * STEP);
  }

  // Zooms by a number of steps; 0 fits the spread into the window.
  zoomBy(steps) {
    this.zoom = steps ? Math.max(0, Math.min(this.zoom + steps, ZOOMS.length - 1)) : 0;
    this.#resize();
  }

  // Shows pages, each with its number, name, width and section; null is a side without a page. `trim` is the size
  // of a page, `bleed` that around it. The old images stay until all new ones are decoded.
  async render(pages, { trim, bleed }) {
    this.#renderFrames(pages, { height: trim[1], widths: pages.map((page) => page?.width || trim[0]), bleed });
    const { node, imageHeight: height } = this;
    const shown = pages.map((page) => page?.section.document || "").join(" ");
    const render = ++this.renders;
    if (node.dataset.shown === shown && Number(node.dataset.height) === height) return;
    const current = this.#frames.map((frame) => frame.querySelector("img"));
    const images = await Promise.all(pages.map((page, side) => page && pageImage(page, height, current[side])));
    if (render !== this.renders) return; // a later one has started
    pages.forEach((page, side) => {
      if (!images[side]) return;
      if (images[side] !== current[side]) current[side]?.replaceWith(images[side]);
      images[side].alt = page.number ? `${this.words.page} ${page.number}: ${page.name}` : page.name;
    });
    const complete = pages.every((page, side) => !page?.section.document || images[side]);
    if (complete) Object.assign(node.dataset, { shown, height });
  }

  get #frames() {
    return /** @type {HTMLElement[]} */ ([...this.node.children]);
  }

  // Makes a frame for each side, unless the same pages of the same geometry are open.
  #renderFrames(pages, geometry) {
    const ids = pages.map((page) => `${page?.section.id}/${page?.page}`);
    const key = JSON.stringify([geometry, ids]);
    if (this.node.dataset.key !== key) {
      this.node.dataset.key = key;
      delete this.node.dataset.shown;
      this.node.replaceChildren(...pages.map(newFrame));
      this.#setGeometry(geometry);
    }
    for (const [side, page] of pages.entries()) {
      const blank = /** @type {HTMLImageElement | null} */ (this.#frames[side].querySelector(".blank"));
      if (blank) blank.alt = page.section.stale ? this.words.unmade : this.words.empty;
    }
  }

  #setGeometry(geometry) {
    this.geometry = geometry;
    geometry.widths.forEach((width, side) => this.#frames[side].style.setProperty("--trim-width", width));
    this.node.style.setProperty("--trim-height", geometry.height);
    this.node.style.setProperty("--bleed", geometry.bleed);
    this.#resize();
  }

  // Scales the spread to the window and the zoom.
  #resize() {
    if (!this.geometry) return;
    const before = this.node.dataset.height;
    const available = this.view.getBoundingClientRect();
    if (!available.width) return; // behind the light table
    const { height, widths, bleed } = this.geometry;
    const margin = 2 * bleed + 8;
    const scrolls = getComputedStyle(byId("main")).display === "block"; // narrow, see preview.css
    const stacked = scrolls && available.width < 560 && widths.length === 2; // a cover sheet stays whole
    const across = stacked ? Math.max(...widths) + margin : widths.reduce((sum, width) => sum + width) + margin;
    const scale = Math.min(available.width / across, scrolls ? 9 : available.height / (height + margin));
    this.node.classList.toggle("stacked", stacked);
    this.node.style.setProperty("--mm", `${Math.max(scale, 0.5) * ZOOMS[this.zoom]}px`);
    byId("zoom_out").disabled = this.zoom === 0;
    byId("zoom_in").disabled = this.zoom === ZOOMS.length - 1;
    if (before && Number(before) !== this.imageHeight) {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(this.onResize, RESIZE_DELAY);
    }
  }
}

function newFrame(page) {
  const frame = element("div", page ? "page" : "page empty");
  if (!page) return frame;
  const lines = page.section.name === "spine" ? ["bleed", "trim"] : ["bleed", "trim", "safe"];
  frame.append(element("img", "blank"), ...lines.map((name) => element("i", name)));
  return frame;
}
