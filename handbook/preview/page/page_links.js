// Leads from a place on the open pages to its field, and back; marks on the page what is being written.

import { request } from "./api.js";
import { byId, element } from "./dom.js";
import { boxesAround, letterAt, offsetOf, paragraphAt, regionAt } from "./regions.js";

const KEPT = 20; // layouts whose regions are kept

export class PageLinks {
  constructor(book, form) {
    this.book = book;
    this.form = form;
    this.regions = new Map(); // of layouts, by their document
    const spread = byId("spread");
    spread.addEventListener("click", (event) => this.#open(event));
    spread.addEventListener("pointermove", async (event) => {
      const found = event.pointerType === "mouse" ? await this.#find(event) : null;
      spread.classList.toggle("leads", Boolean(found?.region));
    });
    document.addEventListener("selectionchange", () => this.mark());
    byId("story").addEventListener("focusout", () => setTimeout(() => this.mark()));
    byId("stage").addEventListener("dragover", (event) => event.preventDefault());
    byId("stage").addEventListener("drop", (event) => this.#drop(event));
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  // Moves to the form and back.
  #onKey(event) {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing) return;
    if (key === "Escape" && this.form.hasFocus && !target.closest("dialog")) byId("view").focus();
    else if (key === "Enter" && target === byId("view")) this.form.focusFirst();
    else return;
    event.preventDefault();
  }

  async #open(event) {
    const selection = getSelection();
    const isText = selection && !selection.isCollapsed; // in the form
    if (isText && selection.anchorNode instanceof Element && selection.anchorNode.closest("#story")) return;
    const found = await this.#find(event);
    if (!found?.region) return;
    const { region, x } = found;
    const [, field] = region;
    if (field.startsWith("#")) this.book.turnToCase(field.slice(1));
    else this.form.focusLetter(field, (text) => offsetOf(text, letterAt(region, x)));
  }

  // Takes in a picture that is dropped on a page: where one is, or else as the one that the page can have.
  async #drop(event) {
    event.preventDefault();
    const file = event.dataTransfer.files[0]; // which is gone once this waits
    const { region } = (await this.#find(event)) || {};
    const { pictures } = this.form.story;
    const field = region?.[1].split(".")[0];
    const picture = pictures.get(field) || pictures.get("portrait") || pictures.get("cover");
    this.form.story.fields.reveal(picture.box);
    picture.take(file);
  }

  // Tells the pictures of the open form how large they are on the pages that are open.
  async showShapes() {
    const { story } = this.form;
    const documents = new Set(this.book.openPages().map((page) => page?.section.document).filter(Boolean));
    const regions = (await Promise.all([...documents].map((each) => this.regionsOf(each)))).flat();
    for (const [name, picture] of story?.pictures || []) {
      const [, , left, top, right, bottom] = regions.find(([, field]) => field === name) || [];
      picture.show(left === undefined ? null : { width: right - left, height: bottom - top });
    }
  }

  // The region below the pointer, and its place in mm from the left edge of the page.
  async #find({ target, clientX, clientY }) {
    const frame = target.closest(".page");
    const page = frame && this.book.openPages()[[...byId("spread").children].indexOf(frame)];
    if (!page?.section.document) return null;
    const box = frame.getBoundingClientRect();
    const mm = box.width / page.width;
    const [x, y] = [(clientX - box.left) / mm, (clientY - box.top) / mm];
    return { region: regionAt(await this.regionsOf(page.section.document), page.page, x, y), x };
  }

  // The regions of a layout; none if another one has replaced it.
  regionsOf(document) {
    if (!this.regions.has(document)) {
      const sent = request(`regions/${document}`).catch(() => []);
      this.regions.set(document, sent);
      sent.then((regions) => regions.length || this.regions.delete(document)); // it may be shown again
      if (this.regions.size > KEPT) this.regions.delete(this.regions.keys().next().value);
    }
    return this.regions.get(document);
  }

  // Marks the paragraph around the cursor on the pages that are open.
  async mark() {
    const control = /** @type {any} */ (document.activeElement);
    const pages = this.book.openPages();
    const isField = this.form.hasFocus && control.matches("[name]");
    const marks = [];
    for (const [side, page] of isField ? pages.entries() : []) {
      if (!page?.section.document || (page.section.slug || "") !== this.form.slug) continue;
      const regions = await this.regionsOf(page.section.document);
      for (const [number, ...box] of this.#boxes(regions, control)) if (number === page.page) marks.push([side, box]);
    }
    if (control !== document.activeElement) return; // a later one has started
    byId("spread").querySelectorAll(".writing").forEach((mark) => mark.remove());
    for (const [side, box] of marks) byId("spread").children[side]?.append(newMark(box));
  }

  #boxes(regions, control) {
    const name = control.name.includes(".0") || control.closest(".rows") ? control.name.split(".")[0] : control.name;
    const field = regions.some((region) => region[1] === name) ? name : name.split(".")[0];
    const isText = control.localName === "textarea";
    return boxesAround(regions, field, isText ? paragraphAt(control.value, control.selectionStart) : [0, Infinity]);
  }
}

function newMark([left, top, right, bottom]) {
  const mark = element("span", "writing");
  const sides = { left: left - 2, top: top - 0.5, width: right - left + 4, height: bottom - top + 1 };
  for (const [side, mm] of Object.entries(sides)) mark.style[side] = `calc(${mm} * var(--mm))`;
  return mark;
}
