// Shows on the open pages what does not fit: the rest of a text, marked, below the last line that does.

import { byId, element } from "./dom.js";
import { boxesAround, offsetOf } from "./regions.js";

export class OverflowMarks {
  // regionsOf(document) returns the regions of a layout
  constructor(words, book, form, regionsOf) {
    /** @type {Words} */
    this.words = words;
    this.book = book;
    this.form = form;
    this.regionsOf = regionsOf;
  }

  // Receives that other pages are shown, or that their texts may have changed.
  async show() {
    const marks = [];
    for (const page of this.book.openPages()) {
      const { document, overflows = [], slug } = page?.section || {};
      if (!document || slug !== this.form.slug) continue;
      const regions = overflows.length ? await this.regionsOf(document) : [];
      for (const field of overflows) marks.push(...this.#marksOf(page.page, field, regions));
    }
    const frames = [...byId("spread").children];
    const before = [...byId("spread").querySelectorAll(".overflowing")];
    if (before.map((mark) => mark.textContent).join() === marks.map(([, , rest]) => rest).join()) return;
    before.forEach((mark) => mark.remove());
    for (const [number, box, rest] of marks) frames[this.#sideOf(number)]?.append(this.#newMark(box, rest));
  }

  // If a field starts on a page: that page, the box of its lines there, and the text that comes after them.
  #marksOf(number, field, regions) {
    const text = this.form.story?.fields.box(field)?.querySelector("[name]").value || "";
    const lines = regions.filter(([, name]) => name === field);
    if (Math.min(...lines.map(([page]) => page)) !== number) return [];
    const here = lines.filter(([page]) => page === number);
    const last = Math.max(...here.map((line) => line[7]));
    const rest = text.slice(offsetOf(text, last - 1) + 1).replace(/^\S*/, "").trim();
    const [[, ...box]] = boxesAround(here, field, [0, Infinity]);
    return rest ? [[number, box, rest]] : [];
  }

  #sideOf(number) {
    return this.book.openPages().findIndex((page) => page?.section.slug && page.page === number);
  }

  #newMark([left, , right, bottom], rest) {
    const node = element("div", "overflowing");
    Object.assign(node, { tabIndex: 0, role: "group", ariaLabel: this.words.overflowing });
    node.append(element("mark", "", rest));
    const sides = { left, top: bottom + 1, width: right - left };
    for (const [side, mm] of Object.entries(sides)) node.style[side] = `calc(${mm} * var(--mm))`;
    return node;
  }
}
