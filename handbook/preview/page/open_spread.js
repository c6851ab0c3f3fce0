// The open spread: its pages as large as the window and the zoom allow.

import { byId, element } from "./dom.js";
import { pageImage } from "./page_image.js";

const STEP = 20; // px; images are requested in few widths, so that they are found in the cache
const MAX_WIDTH = 3000; // px of a page image, as the program allows
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];
const RESIZE_DELAY = 150; // ms without another change of size before sharper images are requested

export class OpenSpread {
  // words are the labels of the page; onResize() is called when images of another width are needed
  constructor(words, onResize) {
    this.words = words;
    this.onResize = onResize;
    this.zoom = 0;
    this.geometry = null; // trim size and bleed of a page, in mm
    this.renders = 0;
    this.view = byId("view");
    this.node = byId("spread");
    new ResizeObserver(() => this.#resize()).observe(this.view);
  }

  // The width in px of a page image that is as sharp as the screen.
  get imageWidth() {
    const box = this.node.querySelector(".page img")?.getBoundingClientRect(); // bleed included
    const width = (box?.width || 400) * (window.devicePixelRatio || 1);
    return Math.min(MAX_WIDTH, Math.ceil(width / STEP) * STEP);
  }

  // Zooms by a number of steps; 0 fits the spread into the window.
  zoomBy(steps) {
    this.zoom = steps ? Math.max(0, Math.min(this.zoom + steps, ZOOMS.length - 1)) : 0;
    this.#resize();
  }

  // Shows pages of a geometry, each with its number, name and section; null stands for a side without a page.
  // The old images stay until all new ones are decoded.
  async render(pages, geometry) {
    this.#renderFrames(pages, geometry);
    const { node, imageWidth: width } = this;
    const shown = pages.map((page) => page?.section.document || "").join(" ");
    const render = ++this.renders;
    if (node.dataset.shown === shown && Number(node.dataset.width) === width) return;
    const current = pages.map((_, side) => node.children[side].querySelector("img"));
    const images = await Promise.all(pages.map((page, side) => page && pageImage(page, width, current[side])));
    if (render !== this.renders) return; // a later one has started
    pages.forEach((page, side) => {
      if (!images[side]) return;
      if (images[side] !== current[side]) current[side].replaceWith(images[side]);
      images[side].alt = `${this.words.page} ${page.number}: ${page.name}`;
    });
    const complete = pages.every((page, side) => !page?.section.document || images[side]);
    if (complete) Object.assign(node.dataset, { shown, width });
  }

  // Makes a frame for each side, unless the same pages of the same geometry are open.
  #renderFrames(pages, geometry) {
    const ids = pages.map((page) => `${page?.section.id}/${page?.page}`);
    const key = [...geometry.trim, geometry.bleed, ...ids].join(" ");
    if (this.node.dataset.key !== key) {
      this.node.dataset.key = key;
      delete this.node.dataset.shown;
      this.node.replaceChildren(...pages.map(newFrame));
      this.#setGeometry(geometry);
    }
    for (const [side, page] of pages.entries()) {
      const blank = this.node.children[side].querySelector(".blank");
      if (blank) blank.alt = page.section.stale ? this.words.unmade : this.words.empty;
    }
  }

  #setGeometry(geometry) {
    this.geometry = geometry;
    const [width, height] = geometry.trim;
    this.node.style.setProperty("--trim-width", width);
    this.node.style.setProperty("--trim-height", height);
    this.node.style.setProperty("--bleed", geometry.bleed);
    this.#resize();
  }

  // Scales the spread to the window and the zoom.
  #resize() {
    if (!this.geometry) return;
    const before = this.node.dataset.width;
    const available = this.view.getBoundingClientRect();
    const [width, height] = this.geometry.trim;
    const margin = 2 * this.geometry.bleed + 8;
    const scrolls = getComputedStyle(document.querySelector("main")).display === "block"; // narrow, see preview.css
    const stacked = scrolls && available.width < 560;
    const across = stacked ? width + margin : 2 * width + margin;
    const scale = Math.min(available.width / across, scrolls ? 9 : available.height / (height + margin));
    this.node.classList.toggle("stacked", stacked);
    this.node.style.setProperty("--mm", `${Math.max(scale, 0.5) * ZOOMS[this.zoom]}px`);
    byId("zoom_out").disabled = this.zoom === 0;
    byId("zoom_in").disabled = this.zoom === ZOOMS.length - 1;
    if (before && Number(before) !== this.imageWidth) {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(this.onResize, RESIZE_DELAY);
    }
  }
}

function newFrame(page) {
  const frame = element("div", page ? "page" : "page empty");
  if (page) frame.append(element("img", "blank"), ...["bleed", "trim", "safe"].map((name) => element("i", name)));
  return frame;
}
