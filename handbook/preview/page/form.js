// The form beside the book: which story is open in it. Every story has a form of its own, which is kept as the editor
// left it, and comes back when the story is opened again.

import { showLostTexts } from "./conflicts.js";
import { byId } from "./dom.js";
import { Story } from "./story.js";

export class Form {
  // onStatus(message, isError) receives the status of saving
  constructor(words, onStatus) {
    this.words = words;
    this.onStatus = onStatus;
    this.slug = ""; // of the story that is open
    this.stories = new Map(); // that have been opened, by slug
    this.opening = Promise.resolve();
    this.node = byId("open_story");
    this.blank = this.node.cloneNode(true);
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
    return [...this.stories.values()].some((story) => story.changed.length);
  }

  // Whether something would be lost if the page were closed, and cannot be saved at that moment.
  get hasUnsavable() {
    return [...this.stories.values()].some((story) => story.hasUnsavable);
  }

  // Opens a story, or none. What was typed in the one before is saved first.
  open(slug, themes) {
    if (slug !== this.slug) this.opening = this.#turnTo(slug);
    this.story?.offerThemes(themes);
    return this.opening;
  }

  async #turnTo(slug) {
    const left = this.story;
    if (left) left.scrollTop = byId("story").scrollTop;
    this.slug = slug;
    if (slug && !this.story) this.stories.set(slug, this.#newStory(slug));
    this.#show(this.story);
    await left?.save();
    if (left?.gone && left !== this.story) this.#drop(left);
    if (slug !== this.slug || !slug) return; // another one was opened meanwhile, or none
    const { story } = this;
    await story.reload();
    if (story !== this.story) return;
    story.fields.fitHeights();
    byId("story").scrollTop = story.scrollTop;
  }

  // Shows the form of a story, hidden until the story has been read.
  #show(story) {
    if (this.node.contains(document.activeElement)) document.activeElement.blur(); // which ends a composition
    const node = story?.node || this.blank.cloneNode(true);
    node.querySelector("form").hidden = true;
    node.querySelector("details").open = this.node.querySelector("details").open;
    this.node.replaceWith(node);
    this.node = node;
    byId("no_form").hidden = Boolean(story);
    this.onStatus("");
  }

  // Puts the cursor in a field of the open story, once that has been read.
  async focus(name) {
    await this.opening;
    this.story?.fields.focus(name);
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
    if (slug === this.slug) this.slug = "";
  }

  // Receives the slugs of the book; what could not be saved of another story is shown.
  keepOnly(slugs) {
    for (const story of this.stories.values()) {
      if (story !== this.story && !slugs.includes(story.slug) && story.unsaved.length) this.#drop(story);
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
    return new Story(slug, this.blank.cloneNode(true), this.words, (story, message, isError) => {
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
