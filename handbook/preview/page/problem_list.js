// The problems of the content, those of the open case first, and the hints for the open case.

import { button, byId, element } from "./dom.js";

const UNFILLED = ["missing-field", "empty-text"]; // ids of the problems of a case that still lacks a text

export class ProblemList {
  // onOpen(slug, field) opens a case, or the book where the slug is empty, at a field
  constructor(words, onOpen) {
    /** @type {Words} */
    this.words = words;
    this.onOpen = onOpen;
    this.key = "";
  }

  // Shows the problems; `slug` is the open case, `missing` the labels of its empty fields, `slugs` all cases.
  // A field that is not filled in yet is listed as such, not as an error.
  render(problems, slug, missing, slugs) {
    const isOpen = (problem) => problem.slug === slug;
    const isUnfilled = (problem) => missing.length && isOpen(problem) && UNFILLED.includes(problem.id);
    const errors = problems.filter((problem) => problem.severity === "error" && !isUnfilled(problem));
    const sorted = [...errors.filter(isOpen), ...errors.filter((problem) => !isOpen(problem))];
    const hints = problems.filter((problem) => problem.severity !== "error" && isOpen(problem));
    if (missing.length) sorted.unshift({ slug, message: `${this.words.unfilled}: ${missing.join(", ")}` });
    const key = JSON.stringify([slug, sorted, hints]);
    if (this.key === key) return;
    this.key = key;
    const hasForm = (problem) => slugs.includes(problem.slug) || (!problem.slug && problem.field);
    const linked = (problem) => hasForm(problem) && (problem.field || !isOpen(problem));
    byId("problems").hidden = !sorted.length;
    byId("problem_list").replaceChildren(...sorted.map((problem) => this.#item(problem, linked(problem))));
    byId("hints").hidden = !hints.length;
    byId("hint_count").textContent = `${this.words.hints} (${hints.length})`;
    byId("hint_list").replaceChildren(...hints.map((problem) => this.#item(problem, linked(problem))));
  }

  // What is wrong, as a button that goes to its field where it has one; what to do; and the place in the file, which
  // nobody needs who has the form.
  #item(problem, linked) {
    const item = element("li", problem.severity);
    const open = () => this.onOpen(problem.slug, problem.field);
    item.append(linked ? button(problem.message, open, "link") : element("strong", "", problem.message));
    if (!problem.place) return item;
    const where = element("details");
    where.append(element("summary", "", this.words.where), element("small", "", problem.place));
    item.append(element("p", "", problem.remedy), where);
    return item;
  }
}
