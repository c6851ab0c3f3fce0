// The form beside the book: that of the open story, or of the book. Each has a form of its own, which is kept as the
// editor left it, and comes back when it is opened again.

import { showLostTexts } from "./conflicts.js";
import { byId } from "./dom.js";
import { Story } from "./story.js";

// Which part of the form of the book has what a section of it prints.
const PARTS = {
  cover: "cover", title: "cover", spine: "cover", back: "cover", colophon: "texts", foreword: "texts",
  contents: "themes", opener: "themes", register: "themes",
};

export class Form {
  // onStatus(message, isError) receives the status of saving
  constructor(words, onStatus) {
    /** @type {Words} */
    this.words = words;
    this.onStatus = onStatus;
    this.slug = null; // of the story that is open; empty for the book
    this.stories = new Map(); // that have been opened, by slug
    this.opening = Promise.resolve();
    this.node = byId("open_story");
    new ResizeObserver(() => this.hasFocus && keepInView(document.activeElement)).observe(byId("story")); // problems take room
  }

  // The story that is open, if there is one.
  get story() {
    return this.stories.get(this.slug);
  }

  // The labels of required fields that are empty.
  get missing() {
    return this.story && !this.story.form.hidden ? this.story.fields.missing : [];
  }

  get hasFocus() {
    return this.node.contains(document.activeElement);
  }

  // Whether something was typed that is not saved.
  get hasUnsaved() {
    return [...this.stories.values()].some((story) => story.hasUnsaved);
  }

  // Whether something would be lost if the page were closed, and cannot be saved at that moment.
  get hasUnsavable() {
    return [...this.stories.values()].some((story) => story.hasUnsavable);
  }

  // Opens a story, or the book, with what `state` of it offers. What was typed in the one before is saved first.
  open(slug, state) {
    if (slug !== this.slug) this.opening = this.#turnTo(slug);
    this.story.offer(state);
    return this.opening;
  }

  async #turnTo(slug) {
    const left = this.story;
    if (left) left.scrollTop = byId("story").scrollTop;
    this.slug = slug;
    if (!this.story) this.stories.set(slug, this.#newStory(slug));
    this.#show(this.story);
    await left?.save();
    if (left?.gone && left !== this.story) this.#drop(left);
    if (slug !== this.slug) return; // another one was opened meanwhile
    const { story } = this;
    await story.reload();
    if (story !== this.story) return;
    story.fields.fitHeights();
    byId("story").scrollTop = story.scrollTop;
  }

  // Shows the form of a story, hidden until the story has been read.
  #show(story) {
    if (document.activeElement instanceof HTMLElement && this.hasFocus) document.activeElement.blur(); // which ends a composition
    const { node } = story;
    node.querySelector("form").hidden = true;
    const [details, before] = [node, this.node].map((each) => each.querySelector("form > details:not(.part)"));
    if (details && before) details.open = before.open;
    this.node.replaceWith(node);
    this.node = node;
    this.onStatus("");
  }

  // Puts the cursor in a field of the open story, once that has been read.
  async focus(name) {
    await this.opening;
    this.story?.fields.focus(name);
  }

  // Opens the parts of the form of the book that belong to the sections of a spread, and no others.
  openParts(sections) {
    const names = sections.map((section) => PARTS[section.name]).filter(Boolean);
    const key = sections.map((section) => section.id).join();
    if (this.slug || !names.length || key === this.sections) return;
    this.sections = key;
    for (const part of /** @type {NodeListOf<HTMLDetailsElement>} */ (this.node.querySelectorAll(".part"))) {
      const { part: name } = part.dataset;
      part.open = names.includes(name) || (name === "look" && part.open); // it shows every spread
    }
  }

  // Shows the open spread in the looks to choose from: its pages, and the size of a page in mm.
  showInLooks(pages, trim) {
    this.story?.looks?.show(pages, trim);
  }

  // Moves the focus to the first field that is visible.
  focusFirst() {
    [...this.story.form.elements].find((control) => control.name && control.offsetParent)?.focus();
  }

  // Moves the focus to a field, by its name or that of a control, and to the offset in its text that place(text) returns.
  focusLetter(name, place) {
    const control = this.story?.fields.focus(name);
    if (!control?.matches("textarea, [type=text]")) return;
    control.blur(); // the browser scrolls to the cursor when the focus comes
    control.setSelectionRange(place(control.value), place(control.value));
    control.focus();
  }

  // Selects a part of the text of a field of the open story, once that has been read.
  async select(name, start, end) {
    await this.opening;
    const control = this.story?.fields.focus(name);
    if (!control?.matches("textarea, [type=text]")) return;
    control.blur();
    control.setSelectionRange(start, end);
    control.focus();
  }

  // Reads the open story again.
  async reload() {
    await this.story?.reload();
  }

  // Saves what was typed in all stories. `leaving` says that the page is being closed.
  async save(leaving = false) {
    await Promise.all([...this.stories.values()].map((story) => story.save(leaving)));
  }

  // Forgets what was typed in a story: a new one has got its name.
  forget(slug) {
    this.stories.delete(slug);
    if (slug === this.slug) this.slug = null;
  }

  // Receives the slugs of the book; what could not be saved of another story is shown.
  keepOnly(slugs) {
    for (const story of this.stories.values()) {
      if (story !== this.story && story.slug && !slugs.includes(story.slug) && story.unsaved.length) this.#drop(story);
    }
  }

  // Receives how many words fit into the texts of a section, if that is the open story.
  setSpareWords({ slug, spare_words: spareWords }) {
    if (this.story?.slug === slug) this.story.fields.setSpareWords(spareWords);
  }

  // Undoes or redoes what was typed in the open story.
  undo() {
    this.story?.history.undo();
  }

  redo() {
    this.story?.history.redo();
  }

  #newStory(slug) {
    return new Story(slug, newNode(slug), this.words, (story, message, isError) => {
      if (isError || story === this.story) this.onStatus(message, isError);
    });
  }

  // Drops a story that has disappeared from disk, and shows what could not be saved.
  #drop(story) {
    if (this.stories.get(story.slug) !== story) return;
    this.stories.delete(story.slug);
    if (story.unsaved.length) showLostTexts(story.unsaved, this.words);
  }
}

// Scrolls to a control that would be covered; one that is higher than the form stays where it is.
function keepInView(control) {
  if (control.offsetHeight < byId("story").clientHeight) control.scrollIntoView({ block: "nearest" });
}

function newNode(slug) {
  const template = slug ? byId("case_story") : byId("book_story");
  return /** @type {any} */ (template.content.firstElementChild?.cloneNode(true));
}
