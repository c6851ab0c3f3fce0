// What is done with a story as a whole: it is moved, doubled or removed; and that is undone.

import { byId } from "./dom.js";
import { byTheme, movedBefore, movedPlaces } from "./story_order.js";
import { handleRowDrag } from "./row_drag.js";

export class StoryTools {
  // send(path, data, success) sends a request and announces what came of it; openStory(slug) opens a story soon;
  // make(wanted) asks the program to make something
  constructor(words, book, form, { send, openStory, make }) {
    /** @type {Words} */
    this.words = words;
    this.book = book;
    this.form = form;
    this.send = send;
    this.openStory = openStory;
    this.orderBefore = null; // the order that the last move has changed, until stories come or go
    this.focusUndo = false; // as soon as a removal can be undone
    byId("earlier").addEventListener("click", () => this.#move(book.slug, -1));
    byId("later").addEventListener("click", () => this.#move(book.slug, 1));
    byId("duplicate").addEventListener("click", () => this.#duplicate());
    byId("make_story").addEventListener("click", () => make({ make: "story", slug: this.book.slug }));
    byId("remove").addEventListener("click", () => this.#remove());
    byId("undo").addEventListener("click", () => this.#undo());
    byId("by_theme").addEventListener("click", () => this.#order(this.#byTheme, this.words.in_themes));
    byId("thumbnails").addEventListener("keydown", (event) => this.#onKey(event));
    handleRowDrag(byId("thumbnails"), (number) => book.slugOf(number), (slug, next) =>
      this.#order(movedBefore(book.slugs, slug, next)));
  }

  // Updates the buttons; `slug` is that of the open story, which is not in the book yet if it `isPending`.
  update(slug, isPending) {
    const { slugs, state } = this.book;
    const focused = document.activeElement;
    if (this.orderBefore && String([...this.orderBefore].sort()) !== String([...slugs].sort())) this.orderBefore = null;
    byId("case_tools").hidden = !slug || isPending;
    byId("earlier").disabled = slugs.indexOf(slug) <= 0;
    byId("later").disabled = slugs.indexOf(slug) === slugs.length - 1;
    if (focused instanceof HTMLButtonElement && focused.disabled) byId(focused.id === "earlier" ? "later" : "earlier").focus(); // it cannot move further
    byId("by_theme").hidden = !state.themes.length || String(this.#byTheme) === String(slugs);
    const { restorable } = state; // the title of a story
    byId("undo").hidden = !restorable && !this.orderBefore;
    byId("undo").textContent = this.orderBefore ? this.words.undo_order : this.words.undo_removal.replace("{title}", () => restorable);
    if (this.focusUndo && restorable) byId("undo").focus();
    this.focusUndo &&= !restorable;
  }

  get #byTheme() {
    return byTheme(this.book.state.cases, this.book.state.themes);
  }

  #move(slug, step) {
    this.#order(movedPlaces(this.book.slugs, slug, step));
  }

  async #order(slugs, success = this.words.moved) {
    const before = this.book.slugs;
    if (String(before) === String(slugs)) return;
    this.orderBefore = before;
    if (!(await this.send("order", slugs, success))) this.orderBefore = null;
  }

  // Alt with an arrow moves the story whose thumbnail has the focus.
  #onKey(event) {
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault(); // the browser would go back
    if (this.book.slug) this.#move(this.book.slug, step);
  }

  async #duplicate() {
    const { slug } = this.book;
    await this.form.save();
    const answer = await this.send(`case/${encodeURIComponent(slug)}/duplicate`, {}, this.words.duplicated);
    if (!answer) return;
    this.form.forget(answer.slug);
    this.openStory(answer.slug, "title");
  }

  async #remove() {
    const { slug } = this.book; // another case may be open once this one is saved
    await this.form.save();
    this.focusUndo = true;
    this.orderBefore = null;
    this.send(`case/${encodeURIComponent(slug)}/remove`, {}, this.words.removed);
  }

  async #undo() {
    const order = this.orderBefore;
    this.orderBefore = null;
    if (order) await this.send("order", order, this.words.moved_back);
    const answer = order ? null : await this.send("restore", {}, this.words.restored);
    if (answer?.slug) this.openStory(answer.slug);
    if (document.activeElement === document.body) byId("view").focus(); // the button has disappeared
  }
}
