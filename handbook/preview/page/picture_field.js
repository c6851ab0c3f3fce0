// A picture in a form: it is dropped or chosen, its place is dragged on a frame that shows what the page will show.

import { Refused, request, upload } from "./api.js";
import { axisOf, cropOf, movedBy, widthsOf } from "./crop.js";
import { button, element } from "./dom.js";

const USUAL = "50 40"; // where faces usually are, as the program has it
const STEP = 0.02; // of a side, for a key

// The pictures in a form, by their fields; read(name) and write(name, value) are for the value of a field.
export function picturesIn(form, words, read, write) {
  const boxes = [...form.querySelectorAll("[data-kind=picture]")];
  return new Map(boxes.map((box) => {
    const name = box.dataset.input;
    return [name, new PictureField(box, words, () => read(name), (value) => write(name, value))];
  }));
}

class PictureField {
  // read() and write(value) are for the value of the field; a write can be undone
  constructor(box, words, read, write) {
    this.box = box;
    /** @type {Words} */
    this.words = words;
    this.read = read;
    this.write = write;
    this.shape = null; // of the picture on the page, in mm
    this.pictures = []; // that there are, with their sizes in pixels
    this.frame = box.querySelector(".frame");
    this.image = box.querySelector("img");
    this.image.addEventListener("load", () => {
      this.#showFrame();
      if (box.contains(document.activeElement)) document.activeElement?.scrollIntoView({ block: "nearest" });
    });
    this.image.addEventListener("error", () => (box.querySelector(".crop").hidden = true));
    this.list = box.querySelector(".pictures");
    const choose = box.querySelector("[type=file]");
    choose.addEventListener("change", () => this.take(choose.files[0]));
    box.querySelector("[data-picture=remove]").addEventListener("click", () => this.#choose(""));
    box.querySelector("[data-picture=list]").addEventListener("click", ({ target }) => this.#toggleList(target));
    this.frame.addEventListener("keydown", (event) => this.#onKey(event));
    this.frame.addEventListener("pointerdown", (event) => this.#drag(event));
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.take(event.dataTransfer.files[0]);
    });
  }

  // Stores a file as a picture and uses it here; says what is wrong where it cannot be used.
  async take(file) {
    if (!file) return;
    this.#say(`${this.words.sending} 0 %`);
    try {
      const stored = await upload(file, (share) => this.#say(`${this.words.sending} ${Math.round(100 * share)} %`));
      await this.#choose(stored.file);
      this.box.querySelector(`[name$=".alt"]`).focus();
    } catch (error) {
      const refused = error instanceof Refused && this.words.picture_refused[error.body.picture];
      this.#say(refused || `${this.words.unsaved}: ${error instanceof Refused ? error.message : this.words.offline}`, true);
    }
  }

  // Shows the picture that the field names now; `shape` is that on the page, if it is there.
  async show(shape = this.shape) {
    this.shape = shape;
    const { file } = this.read();
    this.box.querySelector("[data-picture=remove]").hidden = !file;
    this.box.querySelector(".parts").hidden = !Object.values(this.read()).some(Boolean); // they are about a picture
    this.box.querySelector(".crop").hidden = !file;
    if (!file) this.image.removeAttribute("src");
    if (file && !this.pictures.some((each) => each.file === file)) this.pictures = await request("pictures");
    const address = `pictures/${file.split("/").map(encodeURIComponent).join("/")}`;
    if (file && this.image.getAttribute("src") !== address) this.image.src = address;
    this.#showFrame();
  }

  #say(text, isError = false) {
    const note = this.box.querySelector(".picture_note");
    if (note.textContent !== text) note.textContent = text;
    note.classList.toggle("bad", isError);
  }

  async #choose(file) {
    const before = this.read();
    const value = file ? { ...before, file, focus: "" } : { file: "", alt: "", credit: "", focus: "" };
    if (before.file && before.file !== file) value.alt = value.credit = ""; // they were about another picture
    this.write(value);
    if (!file) this.box.querySelector("[type=file]").focus(); // the button has disappeared
    this.#say("");
    await this.show(null);
  }

  async #toggleList(opener) {
    this.list.hidden = !this.list.hidden;
    opener.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.list.hidden) return;
    this.pictures = await request("pictures");
    if (!this.pictures.length) this.list.replaceChildren(element("li", "", this.words.no_pictures));
    else this.list.replaceChildren(...this.pictures.map(({ file }) => this.#item(file, opener)));
  }

  #item(file, opener) {
    const item = element("li");
    const choose = button("", () => {
      this.#toggleList(opener);
      this.#choose(file);
      opener.focus();
    });
    const image = element("img");
    image.src = `pictures/${file.split("/").map(encodeURIComponent).join("/")}`;
    image.alt = "";
    choose.append(image, element("span", "", file));
    item.append(choose);
    return item;
  }

  /** @returns {[number, number]} */
  get #point() {
    const [x, y] = (this.read().focus || USUAL).split(" ").map(Number);
    return [x, y].every(Number.isFinite) ? [x, y] : [50, 40];
  }

  get #size() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    return { width, height }; // 0 until it has been loaded
  }

  // Shows on the picture what the page shows of it, and says if it is too small for that.
  #showFrame() {
    const size = this.#size;
    const isCropped = Boolean(this.shape && size.width && this.box.dataset.input !== "logo");
    const crop = isCropped ? cropOf(size, this.shape, this.#point) : null;
    const axis = crop ? axisOf(crop) : "";
    this.frame.hidden = !axis;
    if (!crop) return;
    for (const [side, share] of Object.entries(crop)) this.frame.style[side] = `${100 * share}%`;
    this.frame.setAttribute("aria-orientation", axis === "x" ? "horizontal" : "vertical");
    this.frame.setAttribute("aria-valuenow", String(this.#point[axis === "x" ? 0 : 1]));
    const pixels = this.pictures.find((each) => each.file === this.read().file);
    if (!pixels?.columns) return;
    const { shown, sharp } = widthsOf({ width: pixels.columns, height: pixels.rows }, this.shape);
    const cm = (number) => number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const tooSmall = this.words.too_small.replace("{shown}", cm(shown)).replace("{sharp}", cm(sharp));
    this.#say(sharp < shown - 0.05 ? tooSmall : "", true);
  }

  #onKey(event) {
    const steps = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.#moveTo(movedBy(cropOf(this.#size, this.shape, this.#point), this.#point, steps[event.key]), true);
  }

  #drag(event) {
    event.preventDefault();
    this.frame.focus();
    this.frame.setPointerCapture(event.pointerId);
    const box = this.image.getBoundingClientRect();
    const start = this.#point;
    const crop = cropOf(this.#size, this.shape, start);
    let point = start;
    const move = ({ clientX, clientY }) => {
      const share = axisOf(crop) === "x" ? (clientX - event.clientX) / box.width : (clientY - event.clientY) / box.height;
      point = movedBy(crop, start, share);
      this.#moveTo(point, false);
    };
    this.frame.addEventListener("pointermove", move);
    this.frame.addEventListener("lostpointercapture", () => {
      this.frame.removeEventListener("pointermove", move);
      this.#moveTo(point, true);
    }, { once: true });
  }

  /**
   * Shows another point that stays in sight; writes it when the frame has arrived.
   * @param {[number, number]} point
   * @param {boolean} hasArrived
   */
  #moveTo([x, y], hasArrived) {
    const isMoved = String([x, y]) !== String(this.#point);
    if (hasArrived && isMoved) this.write({ ...this.read(), focus: `${x} ${y}` });
    const crop = cropOf(this.#size, this.shape, [x, y]);
    for (const [side, share] of Object.entries(crop)) this.frame.style[side] = `${100 * share}%`;
    this.frame.setAttribute("aria-valuenow", String(axisOf(crop) === "x" ? x : y));
  }
}
