// The choice of a look by small pictures of the open spread. They are asked for only while they can be seen.

import { element } from "./dom.js";

const PAUSE = 400; // ms without another change before the pictures follow, so that typing does not wait for them
const WIDTH = 80; // px of a page
const STEP = 40; // px; images are requested in few heights, so that they are found in the cache

// The look that is chosen; empty for that of the house style, or of the program.
export function readLook(box) {
  return box.querySelector(":checked")?.value || "";
}

// Chooses a look. One that is not offered is kept: what is wrong with it is told as a problem.
export function writeLook(box, look) {
  const inputs = [...box.querySelectorAll("input")];
  const found = inputs.find((input) => input.value === look) || addLook(box, look, look);
  found.checked = true;
}

function addLook(box, look, name) {
  const label = element("label");
  const input = element("input");
  [input.type, input.name, input.value] = ["radio", "look", look];
  const text = element("span", "", name);
  label.append(input, text);
  if (look) label.append(element("span", "pair"));
  box.querySelector("fieldset").append(label);
  return input;
}

export class LookChoice {
  // box is that of the field in the form
  constructor(box, words) {
    this.box = box;
    this.words = words;
    this.looks = [];
    this.pages = []; // of the open spread
    this.part = box.closest("details");
    this.part.addEventListener("toggle", () => this.#load());
  }

  // Offers looks by their names.
  offer(looks) {
    if (looks.join() === this.looks.join()) return;
    const chosen = readLook(this.box);
    this.looks = looks;
    this.box.querySelectorAll("label").forEach((label) => label.remove());
    addLook(this.box, "", this.words.by_itself);
    looks.forEach((look) => addLook(this.box, look, look));
    writeLook(this.box, chosen);
    this.#load();
  }

  // Receives the pages of the open spread, null where it has none, and the size of a page in mm.
  show(pages, [width, height]) {
    this.pages = pages;
    this.height = Math.ceil((WIDTH * (height / width) * (window.devicePixelRatio || 1)) / STEP) * STEP;
    this.box.style.setProperty("--shape", height / width);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#load(), PAUSE);
  }

  #load() {
    if (!this.part.open) return;
    const pages = this.pages.filter((page) => page?.section.document);
    for (const pair of this.box.querySelectorAll(".pair")) {
      const look = pair.parentElement.querySelector("input").value;
      const sources = pages.map(({ section, page }) => `look/${encodeURIComponent(look)}/${section.document}/${page}/${this.height}.jpg`);
      if (pair.dataset.sources === sources.join()) continue;
      pair.dataset.sources = sources.join();
      pair.replaceChildren(...sources.map(newPicture));
    }
  }
}

function newPicture(source) {
  const image = element("img");
  image.alt = "";
  image.addEventListener("error", () => image.classList.add("missing")); // this look has no such page
  image.src = source;
  return image;
}
