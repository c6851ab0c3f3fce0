// The boxes above a form: two versions of a text to choose from, and texts of a case that is gone.

import { button, byId, element } from "./dom.js";

const CONTEXT = 40; // characters shown before the first difference

export class Conflicts {
  // container is the node that shows them
  constructor(container, words) {
    this.container = container;
    /** @type {Words} */
    this.words = words;
  }

  #box(name) {
    return this.container.querySelector(`[data-field="${name}"]`);
  }

  has(name) {
    return Boolean(this.#box(name));
  }

  remove(name) {
    this.#box(name)?.remove();
  }

  // Shows that a field, by its label, has one value in the form and another on disk. onChoice(takeDisk) is called when one is chosen.
  // Returns false if that is on the screen already.
  show(name, label, typed, onDisk, onChoice) {
    const key = JSON.stringify(onDisk);
    if (this.#box(name)?.dataset.onDisk === key) return false;
    this.remove(name);
    const box = newBox(`${label}: ${this.words.conflict}`);
    Object.assign(box.dataset, { field: name, onDisk: key });
    const [mine, theirs] = [asText(typed), asText(onDisk)];
    box.append(element("h4", "", this.words.mine), withDifferenceMarked(mine, theirs));
    box.append(element("h4", "", this.words.theirs), withDifferenceMarked(theirs, mine));
    for (const takeDisk of [false, true]) {
      const choose = () => {
        box.remove();
        onChoice(takeDisk);
      };
      box.append(button(takeDisk ? this.words.keep_theirs : this.words.keep_mine, choose), " ");
    }
    this.container.append(box);
    return true;
  }
}

// Shows what was typed in a case that is gone, so that it can be copied: pairs of a label and a value.
export function showLostTexts(texts, words) {
  const box = newBox(words.gone);
  for (const [label, value] of texts) box.append(element("h4", "", label), element("blockquote", "", asText(value)));
  box.append(button(words.close, () => box.remove()));
  byId("lost_texts").append(box);
}

function newBox(heading) {
  const box = element("section", "conflict");
  box.setAttribute("role", "alert");
  box.append(element("h3", "", heading));
  return box;
}

function asText(value) {
  if (Array.isArray(value)) return value.map(asText).join("\n");
  return typeof value === "object" ? Object.values(value).filter(Boolean).join("\n") : value;
}

// A quote of a text that starts shortly before it differs from another, with the difference marked.
function withDifferenceMarked(text, other) {
  const [words, otherWords] = [text, other].map((each) => each.split(/(?<=\s)/));
  const shorter = Math.min(words.length, otherWords.length);
  let same = 0; // words at the start
  while (same < words.length && words[same] === otherWords[same]) same++;
  let sameEnd = 0; // words at the end
  while (sameEnd < shorter - same && words.at(-1 - sameEnd) === otherWords.at(-1 - sameEnd)) sameEnd++;
  const before = words.slice(0, same).join("");
  const from = before.length > CONTEXT ? before.lastIndexOf(" ", before.length - CONTEXT) + 1 : 0;
  const quote = element("blockquote", "", (from ? "… " : "") + before.slice(from));
  const end = words.length - sameEnd;
  quote.append(element("mark", "", words.slice(same, end).join("")), words.slice(end).join(""));
  return quote;
}
