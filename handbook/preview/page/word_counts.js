// How many words there are: in all, by story, and on each page.

import { request } from "./api.js";
import { byId, element } from "./dom.js";

const PAUSE = 500; // ms after a change before the words are counted again

export class WordCounts {
  // pageOf(slug) returns the number of the left page of a story, 0 if the book does not have it yet
  constructor(words, pageOf) {
    /** @type {Words} */
    this.words = words;
    this.pageOf = pageOf;
    this.panel = byId("word_counts");
    this.panel.addEventListener("toggle", () => this.panel.open && this.#show());
  }

  // Receives that texts may have changed.
  update() {
    if (!this.panel.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#show(), PAUSE);
  }

  async #show() {
    const stories = await request("words").catch(() => null);
    if (!stories) return;
    const total = sum(stories.flatMap(({ words }) => words));
    byId("word_total").textContent = this.words.word_total.replace("{count}", total.toLocaleString(document.documentElement.lang));
    byId("word_rows").replaceChildren(...stories.map(({ slug, title, words }) => {
      const row = element("tr");
      const head = element("th", "", title);
      head.scope = "row";
      const page = this.pageOf(slug);
      const cells = words.map((count, side) => element("td", "", page ? `${this.words.page} ${page + side}: ${count}` : String(count)));
      row.append(head, ...cells, element("td", "", String(sum(words))));
      return row;
    }));
  }
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
