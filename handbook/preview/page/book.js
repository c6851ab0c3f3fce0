// The book as it lies open: one spread large; all of them, small, stand in the strip.

import { element } from "./dom.js";
import { picture } from "./page_image.js";
import { Strip } from "./thumbnails.js";

const STEP = 20; // px; pictures come in few widths, so that the program has them ready
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];

export class Book {
  // turned() hears that another spread is open, words are those of the interface
  constructor(words, turned) {
    this.words = words;
    this.turned = turned;
    this.edition = sessionStorage.getItem("edition") || "print"; // as it was before the page was loaded anew
    this.zoom = 0;
    this.number = 0;
    this.news = null;
    this.pages = this.spreads = [];
    this.swaps = 0;
    this.strip = new Strip((number) => this.opened(number), (number) => this.turn(number));
    this.view = document.getElementById("view");
    this.spread = document.getElementById("spread");
    this.caption = document.getElementById("caption");
    new ResizeObserver(() => this.#size()).observe(this.view);
  }

  // The pages of the edition, and which of them lie beside each other.
  #index() {
    const { parts, spreads } = this.news.editions[this.edition];
    this.pages = parts.flatMap((part) => Array.from({ length: part.pages }, (_, page) => ({ part, page })));
    this.spreads = spreads;
  }

  // The pages that lie open, null where there is none.
  opened(number = this.number) {
    return (this.spreads[number] || []).map((page) => (page ? { number: page, ...this.pages[page - 1] } : null));
  }

  // The number of the spread where a part starts whose id or slug is asked for, or -1.
  #where(fits) {
    const page = this.pages.findIndex(({ part }) => fits(part)) + 1;
    return page ? this.spreads.findIndex((opened) => opened.includes(page)) : -1;
  }

  // The slug of the case that lies open, or nothing.
  get slug() {
    return this.opened().find((page) => page?.part.slug)?.part.slug || "";
  }

  // What is open, by the id of its part without the edition.
  get place() {
    return this.opened().find(Boolean)?.part.id.replace(/^[^/]*[/]/, "") || "";
  }

  // Another state of the whole book; the same part stays open where it still is there, also in a page loaded anew.
  take(news) {
    const part = `${this.edition}/${this.news ? this.place : sessionStorage.getItem("place")}`;
    this.news = news;
    this.#index();
    document.getElementById("title").textContent = document.title = news.title;
    this.#keep(part);
    this.#list();
    this.show();
  }

  // Another state of one part.
  update(part) {
    const shown = this.news.editions[part.edition].parts.find((other) => other.id === part.id);
    if (!shown) return;
    const pages = shown.pages;
    Object.assign(shown, part); // it stays the same object, which this.pages have too
    if (part.edition !== this.edition) return;
    if (part.pages !== pages) this.#index();
    if (this.opened().some((page) => page?.part === shown)) this.show();
    this.spreads.forEach((pair, number) => {
      if (pair.some((page) => this.pages[page - 1]?.part === shown)) this.strip.later(number);
    });
  }

  choose(edition) {
    if (!this.news) return;
    const { place } = this;
    this.edition = edition;
    sessionStorage.setItem("edition", edition);
    this.#index();
    this.#keep(`${edition}/${place}`);
    this.#list();
    this.turn(this.number);
  }

  turn(number) {
    this.number = Math.max(0, Math.min(number, this.spreads.length - 1));
    this.strip.mark(this.number);
    this.show();
    this.turned();
  }

  // Opens the book where a case is; says whether it is there.
  find(slug) {
    const number = this.#where((part) => part.slug === slug);
    if (number >= 0 && number !== this.number) this.turn(number);
    return number >= 0;
  }

  enlarge(by) {
    this.zoom = by ? Math.max(0, Math.min(this.zoom + by, ZOOMS.length - 1)) : 0;
    this.#size();
  }

  // px of a page's picture, as sharp as the screen
  get width() {
    const box = this.spread.querySelector(".page img")?.getBoundingClientRect(); // with its bleed
    const wide = (box?.width || 400) * (window.devicePixelRatio || 1);
    return Math.min(3000, Math.ceil(wide / STEP) * STEP);
  }

  // Shows the open spread: what was there stays until the new pictures are whole.
  async show() {
    const opened = this.opened();
    this.#frames(opened);
    const width = this.width;
    const shown = opened.map((page) => page?.part.name || "").join(" ");
    const swap = ++this.swaps;
    if (this.spread.dataset.shown === shown && Number(this.spread.dataset.width) === width) return;
    const there = opened.map((_, side) => this.spread.children[side].querySelector("img"));
    const pictures = await Promise.all(opened.map((page, side) => page && picture(page, width, there[side])));
    if (swap !== this.swaps) return;
    opened.forEach((page, side) => {
      const frame = this.spread.children[side];
      if (pictures[side] && pictures[side] !== there[side]) there[side].replaceWith(pictures[side]);
      frame.classList.toggle("waiting", Boolean(page) && !pictures[side]);
      if (pictures[side]) pictures[side].alt = this.#named(page);
    });
    const whole = opened.every((page, side) => !page?.part.name || pictures[side]);
    if (whole) Object.assign(this.spread.dataset, { shown, width });
  }

  // A frame for each side, kept while the same pages of the same size are open.
  #frames(opened) {
    const pages = opened.map((page) => `${page?.part.id}/${page?.page}`);
    const key = [this.edition, this.news.trim, this.news.bleed, ...pages].join(" ");
    if (this.spread.dataset.key !== key) {
      this.spread.dataset.key = key;
      delete this.spread.dataset.shown;
      this.spread.replaceChildren(...opened.map((page) => {
        const frame = element("div", page ? "page" : "page none");
        if (page) frame.append(element("img", "blank"), ...["bleed", "cut", "safe"].map((name) => element("i", name)));
        return frame;
      }));
      this.#geometry();
    }
    for (const [side, page] of opened.entries()) { // what stands there until there is a picture
      const blank = this.spread.children[side].querySelector(".blank");
      if (blank) blank.alt = page.part.stale ? this.words.unmade : this.words.empty;
    }
    const caption = this.#caption(opened);
    if (this.caption.textContent !== caption) this.caption.textContent = caption; // else all would be laid out anew
    const old = opened.find((page) => page?.part.stale);
    document.getElementById("stale").hidden = !old;
    if (old) document.getElementById("stale").textContent = old.part.name ? this.words.stale : this.words.unmade;
    document.getElementById("previous").disabled = this.number === 0;
    document.getElementById("next").disabled = this.number === this.spreads.length - 1;
  }

  // What is seen of a page: with its bleed where that is shown, else as it is cut. Inner edges meet at the fold.
  #geometry() {
    const [wide, high] = this.news.trim;
    const bleed = this.edition === "print" ? this.news.bleed : 0;
    const set = (name, value) => this.spread.style.setProperty(name, value);
    set("--wide", wide);
    set("--high", high);
    set("--bleed", bleed);
    this.#size();
  }

  #size() {
    if (!this.news) return;
    const before = this.spread.dataset.width;
    const room = this.view.getBoundingClientRect();
    const [wide, high] = this.news.trim;
    const extra = 2 * (this.edition === "print" ? this.news.bleed : 0) + 8;
    const scrolls = getComputedStyle(document.querySelector("main")).display === "block"; // narrow, see preview.css
    const phone = scrolls && room.width < 560;
    const across = phone ? wide + extra : 2 * wide + extra;
    const scale = Math.min(room.width / across, scrolls ? 9 : room.height / (high + extra));
    this.spread.classList.toggle("stacked", phone);
    this.spread.style.setProperty("--mm", `${Math.max(scale, 0.5) * ZOOMS[this.zoom]}px`);
    document.getElementById("out").disabled = this.zoom === 0;
    document.getElementById("in").disabled = this.zoom === ZOOMS.length - 1;
    if (before && Number(before) !== this.width) {
      clearTimeout(this.resized);
      this.resized = setTimeout(() => { this.show(); this.turned(); }, 150);
    }
  }

  #caption(opened) {
    const there = opened.filter(Boolean);
    if (!there.length) return this.words.none;
    const numbers = there.map((page) => page.number).join(" – ");
    const names = [...new Set(there.map((page) => this.#name(page)))].join(" · ");
    return `${this.words[there.length > 1 ? "pages" : "page"]} ${numbers}: ${names}`;
  }

  #name(page) {
    const told = this.news.cases.find((one) => one.slug === page.part.slug);
    return told?.title || this.words.part[page.part.part];
  }

  #named(page) {
    return `${this.words.page} ${page.number}: ${this.#name(page)}`;
  }

  #keep(id) {
    const number = this.#where((part) => part.id === id);
    this.number = number >= 0 ? number : Math.max(0, Math.min(this.number, this.spreads.length - 1));
  }

  #list() {
    this.strip.list(this.spreads.map((_, number) => this.#caption(this.opened(number))), this.news.trim);
    this.strip.mark(this.number);
  }
}
