// What is made of the book: its progress, its output, and the files, each with its use.

import { button, byId, element } from "./dom.js";

const OPENED = ["report", "refused"]; // in the page; the others are stored

export class BuildPanel {
  // make(wanted) asks the program to make something; hasProblems() says whether the page lists an error
  constructor(words, make, hasProblems) {
    /** @type {Words} */
    this.words = words;
    this.hasProblems = hasProblems;
    this.running = false;
    byId("build").addEventListener("click", () => make({ make: "book" }));
    byId("make_mail").addEventListener("click", () => make({ make: "mail" }));
    byId("report_close").addEventListener("click", () => byId("report_dialog").close());
  }

  // Shows a "build" event.
  show({ running, lines, exit_code: exitCode, products }) {
    const panel = byId("products");
    const ended = this.running && !running;
    this.running = running;
    if (running) panel.open = true;
    for (const id of /** @type {const} */ (["build", "make_mail", "make_story"])) byId(id).disabled = running;
    byId("build_progress").hidden = !running;
    byId("build_status").textContent = running ? `${this.words.building} ${lines.at(-1) || ""}` : this.#outcome(exitCode, products);
    byId("build_status").classList.toggle("bad", Boolean(exitCode));
    byId("build_log").hidden = !lines.length;
    byId("build_log").open = Boolean(exitCode) && !running && !this.hasProblems() && !products.some(({ use }) => use === "refused");
    byId("build_lines").textContent = lines.join("\n");
    const items = running ? [] : products.map((product) => this.#item(product, exitCode !== null));
    byId("product_list").replaceChildren(...items);
    const isRefused = exitCode && this.hasProblems(); // what is to be improved stands in another box
    if (ended) (isRefused ? byId("problems") : panel).scrollIntoView({ block: "nearest" });
  }

  #outcome(exitCode, products) {
    if (exitCode === null) return products.length ? this.words.older : this.words.nothing_made;
    if (!exitCode) return this.words.built;
    return this.hasProblems() ? `${this.words.unbuilt} ${this.words.improve_first}` : this.words.unbuilt;
  }

  // `marksOlder` says that what is older than the last change is told of each file: else of all.
  #item({ name, size, use, older }, marksOlder) {
    const address = `product/${encodeURIComponent(name)}`;
    const item = element("li");
    if (OPENED.includes(use)) item.append(button(this.words.uses[use], () => this.#open(address), "link"));
    else {
      const link = element("a", "", this.words.uses[use]);
      link.href = address;
      link.download = name;
      item.append(link);
    }
    const age = older && marksOlder ? ` – ${this.words.from_before}` : "";
    item.append(element("small", age ? "older" : "", `${name}, ${Math.ceil(size / 1000)} kB${age}`));
    return item;
  }

  // Opens a report over the page.
  #open(address) {
    byId("report_frame").src = address;
    byId("report_dialog").showModal();
  }
}
