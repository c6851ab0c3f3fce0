// The book: its pages, which spread is open, and the thumbnails of all spreads.

import { byId } from "./dom.js";
import { OpenSpread } from "./open_spread.js";
import { Thumbnails } from "./thumbnails.js";

export class Book {
  // words are the labels of the page; onTurn() is called when another spread is opened, onResize() when images of
  // another height are shown
  constructor(words, onTurn, onResize) {
    /** @type {Words} */
    this.words = words;
    this.onTurn = onTurn;
    this.number = 0; // of the open spread
    /** @type {any} */
    this.state = null; // the last "book" event
    /** @type {any[]} */
    this.pages = [];
    /** @type {(number | null)[][]} */
    this.spreads = [];
    this.thumbnails = new Thumbnails((number) => this.openPages(number), (number) => this.turnTo(number));
    this.openSpread = new OpenSpread(words, () => {
      this.#render();
      onResize();
    });
  }

  // The pages of a spread from left to right; null where it has none. The three of a cover sheet have no number.
  openPages(number = this.number) {
    const spread = this.spreads[number] || [];
    return spread.map((/** @type {any} */ page) => page && { number: spread.length === 2 ? page : null, ...this.pages[page - 1] });
  }

  // The section of the open case, if a case is open.
  get openCase() {
    return this.openPages().find((page) => page?.section.slug)?.section;
  }

  get slug() {
    return this.slugOf(this.number);
  }

  // The slug of the case on a spread; empty where there is none.
  slugOf(number) {
    return this.openPages(number).find((page) => page?.section.slug)?.section.slug || "";
  }

  // The id of the open section.
  get place() {
    return this.openPages().find(Boolean)?.section.id || "";
  }

  // The slugs of all cases in the order of the book.
  get slugs() {
    return this.state.cases.map((one) => one.slug);
  }

  // Shows another state of the whole book; the same section stays open if it still exists, also after a reload.
  setState(state) {
    const place = this.state ? this.place : sessionStorage.getItem("place");
    this.state = state;
    byId("title").textContent = document.title = state.title;
    this.#index();
    this.#goToSection(place);
    this.#renderThumbnails();
    this.#render();
  }

  // Shows another state of a section.
  updateSection(update) {
    const section = this.state.sections.find((other) => other.id === update.id);
    if (!section) return;
    const { pages } = section;
    Object.assign(section, update); // this.pages refers to the same object
    if (String(update.pages) !== String(pages)) this.#index();
    if (this.openPages().some((page) => page?.section === section)) this.#render();
    this.spreads.forEach((spread, number) => {
      if (spread.some((page) => page && this.pages[page - 1].section === section)) this.thumbnails.scheduleReload(number);
    });
  }

  turnTo(number) {
    this.number = Math.max(0, Math.min(number, this.spreads.length - 1));
    this.thumbnails.select(this.number);
    this.#render();
    this.onTurn();
  }

  // Turns to the spread of a case; returns whether the book has it.
  turnToCase(slug) {
    const number = this.#findSpread((section) => section.slug === slug);
    if (number >= 0 && number !== this.number) this.turnTo(number);
    return number >= 0;
  }

  // Turns to a page that is no story: that of the section, where the book has it; else to the cover from a story.
  turnToSection(name) {
    const number = this.#findSpread((section) => section.name === name);
    if (number >= 0 || this.slug) this.turnTo(Math.max(0, number));
  }

  // Lists the pages, each with its width in mm, and which of them face each other.
  #index() {
    const { sections, spreads, spine, trim } = this.state;
    this.spreads = spreads;
    this.pages = sections.flatMap((section) => {
      const name = this.#nameOf(section);
      const width = section.name === "spine" ? spine : trim[0];
      return section.pages.map((page) => ({ section, page, name, width }));
    });
  }

  // The title of a case, the theme that an opener opens, or what another section is called.
  #nameOf(section) {
    const open = this.state.cases.find((one) => one.slug === section.slug);
    return open?.title || section.theme || this.words.section[section.name];
  }

  // The number of the first page of a case, or 0.
  pageOf(slug) {
    return this.pages.findIndex(({ section }) => section.slug === slug) + 1;
  }

  // The number of the spread on which the first matching section starts, or -1.
  #findSpread(matches) {
    const page = this.pages.findIndex(({ section }) => matches(section)) + 1;
    return page ? this.spreads.findIndex((spread) => spread.includes(page)) : -1;
  }

  #goToSection(id) {
    const number = this.#findSpread((section) => section.id === id);
    this.number = number >= 0 ? number : Math.max(0, Math.min(this.number, this.spreads.length - 1));
  }

  // Shows the open spread with its caption and its buttons.
  #render() {
    const pages = this.openPages();
    this.openSpread.render(pages, this.state);
    const [caption, text] = [byId("caption"), this.#captionOf(pages)];
    if (caption.textContent !== text) caption.textContent = text; // otherwise the browser lays out everything again
    const stale = pages.find((page) => page?.section.stale)?.section;
    byId("stale").hidden = !stale;
    const { words } = this;
    if (stale) byId("stale").textContent = stale.overflows.length ? words.overflowing : stale.document ? words.stale : words.unmade;
    byId("previous").disabled = this.number === 0;
    byId("next").disabled = this.number === this.spreads.length - 1;
  }

  #captionOf(pages) {
    const existing = pages.filter(Boolean);
    if (!existing.length) return this.words.none;
    const numbers = existing.map((page) => page.number).filter(Boolean).join(" – ");
    const names = [...new Set(existing.map((page) => page.name))].join(" · ");
    if (!numbers) return names;
    return `${this.words[existing.length > 1 ? "pages" : "page"]} ${numbers}: ${names}`;
  }

  #renderThumbnails() {
    this.thumbnails.render(this.spreads.map((_, number) => this.#captionOf(this.openPages(number))), this.state.trim);
    this.thumbnails.select(this.number);
  }
}
