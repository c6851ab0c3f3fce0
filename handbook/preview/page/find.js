// Finds words in all stories, in foreword and colophon: the places where they stand take the place of the spreads in the list.

import { request } from "./api.js";
import { button, byId, element } from "./dom.js";

const PAUSE = 200; // ms without a key before a search

export class Find {
  // saveAll() saves what was typed, so that it is found; onOpen(hit) opens the place of a hit
  constructor(words, saveAll, onOpen) {
    /** @type {Words} */
    this.words = words;
    this.saveAll = saveAll;
    this.onOpen = onOpen;
    this.timer = 0;
    this.turn = 0; // of searches, of which only the last one counts
    this.input = byId("find");
    this.list = byId("hits");
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#search(), PAUSE);
    });
    for (const node of [this.input, this.list]) node.addEventListener("keydown", (event) => this.#onKey(event));
  }

  async #search() {
    const turn = ++this.turn;
    const wanted = this.input.value.trim();
    if (!wanted) {
      this.#show(null);
      return;
    }
    await this.saveAll();
    const hits = await request(`find?words=${encodeURIComponent(wanted)}`).catch(() => []);
    if (turn === this.turn) this.#show(hits);
  }

  // Shows places instead of the spreads; null shows the spreads again.
  #show(hits) {
    byId("thumbnails").hidden = Boolean(hits);
    byId("found").hidden = !hits;
    if (!hits) return;
    const stories = new Set(hits.map(({ slug }) => slug).filter(Boolean)).size;
    byId("find_status").textContent = hits.length ? this.words.hits.replace("{hits}", String(hits.length)).replace("{stories}", String(stories)) : this.words.no_hits;
    this.list.replaceChildren(...hits.map((hit, index) => this.#item(hit, hits[index - 1]?.slug !== hit.slug)));
  }

  #item(hit, isFirst) {
    const item = element("li");
    if (isFirst) item.append(element("h2", "", hit.title || this.words.part.texts));
    const open = button("", () => this.onOpen(hit));
    open.append(hit.before, element("mark", "", hit.found), hit.after);
    item.append(open);
    return item;
  }

  // Arrow keys move between the places, Enter opens the first, Escape ends the search.
  #onKey(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const place = buttons.findIndex((each) => each === document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && buttons.length) (buttons[place + step] || this.input).focus();
    else if (event.key === "Enter" && event.target === this.input) buttons[0]?.click();
    else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      this.turn++;
      this.#show(null);
      this.input.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
