// The light table: the list of spreads as large as the window, in which stories are moved as in the list.

import { byId } from "./dom.js";

export class LightTable {
  // onResize() is called when the thumbnails have another size
  constructor(book, onResize) {
    this.book = book;
    this.onResize = onResize;
    this.button = byId("light_table");
    this.list = byId("thumbnails");
    this.button.addEventListener("click", () => this.#toggle(!this.isOpen));
    this.list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("button")) this.close(); // it is the open spread now
    });
    document.addEventListener("click", ({ target }) => target instanceof Element && target.closest("[data-order]") && this.#toggle(true));
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get isOpen() {
    return byId("main").classList.contains("light_table");
  }

  // Leads back to the open spread and its form.
  close() {
    this.#toggle(false);
  }

  #toggle(isOpen) {
    if (isOpen === this.isOpen) return;
    byId("main").classList.toggle("light_table", isOpen);
    this.button.setAttribute("aria-pressed", String(isOpen));
    this.onResize();
    if (isOpen) this.#current?.focus();
  }

  /** @returns {HTMLElement | null} */
  get #current() {
    return this.list.querySelector("[aria-current]");
  }

  // Up and down go to another row of the table, Escape back to the open spread.
  #onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!this.isOpen || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape" && !event.target.closest("dialog")) this.close();
    else if (step && this.list.contains(event.target)) this.book.turnTo(this.book.number + step * this.#columns);
    else return;
    event.preventDefault();
  }

  get #columns() {
    const rows = /** @type {HTMLElement[]} */ ([...this.list.children]);
    return rows.filter((row) => row.offsetTop === rows[0].offsetTop).length;
  }
}
