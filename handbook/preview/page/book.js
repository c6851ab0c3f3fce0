// The book: its open spread, with the thumbnails of all spreads.

import { byId, element } from "./dom.js";
import { pageImage } from "./page_image.js";
import { Thumbnails } from "./thumbnails.js";

const STEP = 20; // px; images are requested in few widths, so that they are found in the cache
const MAX_WIDTH = 3000; // px of a page image, as the program allows
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];
const RESIZE_DELAY = 150; // ms without another change of size before sharper images are requested

export class Book {
  // words are the labels of the page, onTurn() is called when another spread is opened or seen larger
  constructor(words, onTurn) {
    this.words = words;
    this.onTurn = onTurn;
    this.edition = sessionStorage.getItem("edition") || "print"; // as before the page was reloaded
    this.zoom = 0;
    this.number = 0; // of the open spread
    this.state = null; // the last "book" event
    this.pages = this.spreads = [];
    this.renders = 0;
    this.thumbnails = new Thumbnails((number) => this.openPages(number), (number) => this.turnTo(number));
    this.view = byId("view");
    this.spread = byId("spread");
    this.caption = byId("caption");
    new ResizeObserver(() => this.#resize()).observe(this.view);
  }

  // The pages of the edition, and which of them face each other.
  #index() {
    const { sections, spreads } = this.state.editions[this.edition];
    this.pages = sections.flatMap((section) => Array.from({ length: section.pages }, (_, page) => ({ section, page })));
    this.spreads = spreads;
  }

  // The pages of a spread, verso first; null where it has none.
  openPages(number = this.number) {
    return (this.spreads[number] || []).map((page) => (page ? { number: page, ...this.pages[page - 1] } : null));
  }

  // The number of the spread on which the first matching section starts, or -1.
  #findSpread(matches) {
    const page = this.pages.findIndex(({ section }) => matches(section)) + 1;
    return page ? this.spreads.findIndex((spread) => spread.includes(page)) : -1;
  }

  // The section of the open case, if a case is open.
  get openCase() {
    return this.openPages().find((page) => page?.section.slug)?.section;
  }

  get slug() {
    return this.openCase?.slug || "";
  }

  // The id of the open section without its edition.
  get place() {
    return this.openPages().find(Boolean)?.section.id.replace(/^[^/]*[/]/, "") || "";
  }

  // The slugs of all cases in the order of the book.
  get slugs() {
    return this.state.cases.map((one) => one.slug);
  }

  // Shows another state of the whole book; the same section stays open if it still exists, also after a reload.
  setState(state) {
    const id = `${this.edition}/${this.state ? this.place : sessionStorage.getItem("place")}`;
    this.state = state;
    this.#index();
    byId("title").textContent = document.title = state.title;
    this.#goToSection(id);
    this.#renderThumbnails();
    this.render();
  }

  // Shows another state of a section.
  updateSection(update) {
    const section = this.state.editions[update.edition].sections.find((other) => other.id === update.id);
    if (!section) return;
    const { pages } = section;
    Object.assign(section, update); // this.pages refers to the same object
    if (update.edition !== this.edition) return;
    if (update.pages !== pages) this.#index();
    if (this.openPages().some((page) => page?.section === section)) this.render();
    this.spreads.forEach((spread, number) => {
      if (spread.some((page) => this.pages[page - 1]?.section === section)) this.thumbnails.scheduleReload(number);
    });
  }

  setEdition(edition) {
    if (!this.state) return;
    const { place } = this;
    this.edition = edition;
    sessionStorage.setItem("edition", edition);
    this.#index();
    this.#goToSection(`${edition}/${place}`);
    this.#renderThumbnails();
    this.turnTo(this.number);
  }

  turnTo(number) {
    this.number = Math.max(0, Math.min(number, this.spreads.length - 1));
    this.thumbnails.select(this.number);
    this.render();
    this.onTurn();
  }

  // Opens the spread of a case; returns whether the book has it.
  openCaseOf(slug) {
    const number = this.#findSpread((section) => section.slug === slug);
    if (number >= 0 && number !== this.number) this.turnTo(number);
    return number >= 0;
  }

  // Zooms by a number of steps; 0 fits the spread into the window.
  zoomBy(steps) {
    this.zoom = steps ? Math.max(0, Math.min(this.zoom + steps, ZOOMS.length - 1)) : 0;
    this.#resize();
  }

  // The width in px of a page image that is as sharp as the screen.
  get imageWidth() {
    const box = this.spread.querySelector(".page img")?.getBoundingClientRect(); // bleed included
    const width = (box?.width || 400) * (window.devicePixelRatio || 1);
    return Math.min(MAX_WIDTH, Math.ceil(width / STEP) * STEP);
  }

  // Shows the open spread; its old images stay until all new ones are decoded.
  async render() {
    const pages = this.openPages();
    this.#renderFrames(pages);
    const width = this.imageWidth;
    const shown = pages.map((page) => page?.section.document || "").join(" ");
    const render = ++this.renders;
    if (this.spread.dataset.shown === shown && Number(this.spread.dataset.width) === width) return;
    const current = pages.map((_, side) => this.spread.children[side].querySelector("img"));
    const images = await Promise.all(pages.map((page, side) => page && pageImage(page, width, current[side])));
    if (render !== this.renders) return; // a later one has started
    pages.forEach((page, side) => {
      if (!images[side]) return;
      if (images[side] !== current[side]) current[side].replaceWith(images[side]);
      images[side].alt = `${this.words.page} ${page.number}: ${this.#nameOf(page)}`;
    });
    const complete = pages.every((page, side) => !page?.section.document || images[side]);
    if (complete) Object.assign(this.spread.dataset, { shown, width });
  }

  // Makes a frame for each page, unless the same pages of the same size are open, and what stands around them.
  #renderFrames(pages) {
    const ids = pages.map((page) => `${page?.section.id}/${page?.page}`);
    const key = [this.edition, this.state.trim, this.state.bleed, ...ids].join(" ");
    if (this.spread.dataset.key !== key) {
      this.spread.dataset.key = key;
      delete this.spread.dataset.shown;
      this.spread.replaceChildren(...pages.map(newFrame));
      this.#setGeometry();
    }
    for (const [side, page] of pages.entries()) {
      const blank = this.spread.children[side].querySelector(".blank");
      if (blank) blank.alt = page.section.stale ? this.words.unmade : this.words.empty;
    }
    const caption = this.#captionOf(pages);
    if (this.caption.textContent !== caption) this.caption.textContent = caption; // else the browser lays out all anew
    const stale = pages.find((page) => page?.section.stale)?.section;
    byId("stale").hidden = !stale;
    if (stale) byId("stale").textContent = stale.document ? this.words.stale : this.words.unmade;
    byId("previous").disabled = this.number === 0;
    byId("next").disabled = this.number === this.spreads.length - 1;
  }

  get #bleed() {
    return this.edition === "print" ? this.state.bleed : 0;
  }

  // The size of a page and its bleed, in mm, for the style sheet.
  #setGeometry() {
    const [width, height] = this.state.trim;
    this.spread.style.setProperty("--trim-width", width);
    this.spread.style.setProperty("--trim-height", height);
    this.spread.style.setProperty("--bleed", this.#bleed);
    this.#resize();
  }

  // Scales the spread to the window and the zoom.
  #resize() {
    if (!this.state) return;
    const before = this.spread.dataset.width;
    const available = this.view.getBoundingClientRect();
    const [width, height] = this.state.trim;
    const margin = 2 * this.#bleed + 8;
    const scrolls = window.matchMedia("(max-width: 760px)").matches; // as in the style sheet
    const stacked = scrolls && available.width < 560;
    const across = stacked ? width + margin : 2 * width + margin;
    const scale = Math.min(available.width / across, scrolls ? 9 : available.height / (height + margin));
    this.spread.classList.toggle("stacked", stacked);
    this.spread.style.setProperty("--mm", `${Math.max(scale, 0.5) * ZOOMS[this.zoom]}px`);
    byId("zoom_out").disabled = this.zoom === 0;
    byId("zoom_in").disabled = this.zoom === ZOOMS.length - 1;
    if (before && Number(before) !== this.imageWidth) {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(() => { this.render(); this.onTurn(); }, RESIZE_DELAY);
    }
  }

  #captionOf(pages) {
    const existing = pages.filter(Boolean);
    if (!existing.length) return this.words.none;
    const numbers = existing.map((page) => page.number).join(" – ");
    const names = [...new Set(existing.map((page) => this.#nameOf(page)))].join(" · ");
    return `${this.words[existing.length > 1 ? "pages" : "page"]} ${numbers}: ${names}`;
  }

  // The title of the case on a page, otherwise the name of the section.
  #nameOf({ section }) {
    const open = this.state.cases.find((one) => one.slug === section.slug);
    return open?.title || this.words.section[section.name];
  }

  #goToSection(id) {
    const number = this.#findSpread((section) => section.id === id);
    this.number = number >= 0 ? number : Math.max(0, Math.min(this.number, this.spreads.length - 1));
  }

  #renderThumbnails() {
    this.thumbnails.render(this.spreads.map((_, number) => this.#captionOf(this.openPages(number))), this.state.trim);
    this.thumbnails.select(this.number);
  }
}

function newFrame(page) {
  const frame = element("div", page ? "page" : "page empty");
  if (page) frame.append(element("img", "blank"), ...["bleed", "trim", "safe"].map((name) => element("i", name)));
  return frame;
}
