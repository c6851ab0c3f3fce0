// Documents that are dropped on the page or chosen: what is found in them is shown story by story before it is added.

import { Refused, request, sendParts } from "./api.js";
import { byId, element } from "./dom.js";

const PICTURE = /\.(jpe?g|png|tiff?|webp|svg|hei[cf]|avif|gif|bmp)$/i;
const LARGEST = 200_000_000; // bytes of a document, as the program allows

export class ImportDialog {
  // onAdded(slugs) is called with the stories that have been added
  constructor(words, onAdded) {
    Object.assign(this, { words, onAdded });
    this.key = ""; // of what has been read
    this.turn = 0; // of readings, of which only the last one counts
    this.dialog = byId("import_dialog");
    const choose = byId("choose_documents");
    choose.addEventListener("change", () => {
      this.#read([...choose.files]);
      choose.value = ""; // the same one may be chosen again
    });
    byId("import_add").addEventListener("click", () => this.#add());
    byId("import_cancel").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.turn++);
    this.dialog.addEventListener("change", () => this.#showCount());
    // A file that is dropped where nothing takes it would replace the page.
    window.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    window.addEventListener("drop", (event) => this.#drop(event), true);
  }

  // Pictures are for the pages and the form.
  #drop(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.every(({ name, type }) => PICTURE.test(name) || type.startsWith("image/"))) return;
    event.stopPropagation();
    this.#read(files);
  }

  async #read(files) {
    if (!files.length) return;
    const turn = ++this.turn;
    const { words } = this;
    this.key = "";
    byId("import_found").replaceChildren();
    this.#showCount();
    this.#say(words.reading);
    if (!this.dialog.open) this.dialog.showModal();
    try {
      const names = {};
      for (const [number, file] of files.entries()) {
        const send = (share) => turn === this.turn && this.#say(`${words.reading} ${Math.floor((100 * (number + share)) / files.length)} %`);
        names[await sent(file, send)] = file.name;
      }
      const { key, documents } = await request("documents/read", names);
      if (turn !== this.turn) return;
      this.key = key;
      this.#show(documents);
    } catch (error) {
      if (turn === this.turn) this.#say(error instanceof Unreadable ? words[error.reason].replace("{name}", error.message) : this.#reason(error), true);
    }
  }

  #reason(error) {
    return error instanceof Refused ? error.message : this.words.offline;
  }

  #say(text, isError = false) {
    byId("import_status").textContent = text;
    byId("import_status").classList.toggle("bad", isError);
  }

  #show(documents) {
    let number = 0;
    byId("import_found").replaceChildren(...documents.map((document) => {
      const section = element("section");
      const stories = element("ol");
      stories.append(...document.stories.map((story) => this.#item(story, number++)));
      section.append(element("h3", "", document.name), problemList(document.problems), stories);
      return section;
    }));
    this.#say(number ? this.words.found_stories : this.words.found_none, !number);
    this.#showCount();
    (this.dialog.querySelector("[name=story]:enabled") || byId("import_cancel")).focus();
  }

  #item({ title, person, texts, problems }, number) {
    const item = element("li");
    const label = element("label", "toggle");
    const input = element("input");
    const isWrong = problems.some(({ severity }) => severity === "error");
    Object.assign(input, { type: "checkbox", name: "story", value: String(number), checked: !isWrong, disabled: isWrong });
    label.append(input, element("strong", "", title || this.words.untitled), element("span", "", person));
    item.append(label);
    for (const text of texts.filter(({ words }) => words)) {
      const line = element("p", "found_text");
      line.append(element("b", "", `${text.label}, ${text.words} ${text.words === 1 ? this.words.word : this.words.words}`), ` ${text.start}`);
      item.append(line);
    }
    item.append(problemList(problems));
    return item;
  }

  get #chosen() {
    return [...this.dialog.querySelectorAll("[name=story]:checked")].map(({ value }) => Number(value));
  }

  #showCount() {
    const { length } = this.#chosen;
    byId("import_add").disabled = !length;
    byId("import_add").textContent = length === 1 ? this.words.add_story : this.words.add_stories.replace("{count}", length);
  }

  async #add() {
    byId("import_add").disabled = true; // the second of two clicks
    try {
      const { slugs } = await request("documents/add", { key: this.key, chosen: this.#chosen });
      this.dialog.close();
      this.onAdded(slugs);
    } catch (error) {
      this.#showCount();
      this.#say(`${this.words.unsaved}: ${this.#reason(error)}`, true);
    }
  }
}

// A file that the browser cannot read, such as a folder; `reason` is the name of the words for it.
class Unreadable extends Error {
  constructor(name, reason) {
    super(name);
    this.reason = reason;
  }
}

async function sent(file, onProgress) {
  if (file.size > LARGEST) throw new Unreadable(file.name, "document_large");
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Unreadable(file.name, "document_unreadable");
  }
  return sendParts(file, "document", onProgress);
}

function problemList(problems) {
  const list = element("ul");
  list.append(...problems.map(({ message, remedy, severity }) => {
    const item = element("li", severity);
    item.append(element("strong", "", message), element("p", "", remedy));
    return item;
  }));
  return list;
}

function hasFiles({ dataTransfer }) {
  return Boolean(dataTransfer?.types.includes("Files"));
}
