// The book as it lies open: one spread large, all of them small.

const STEP = 20; // px; pictures come in few widths, so that the program has them ready
const LATER = 1000; // ms that a small picture may be behind, while somebody types
const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];
const SMALL = 80; // px of a page in the strip

export class Book {
  // turned() hears that another spread is open, words are those of the interface
  constructor(words, turned) {
    this.words = words;
    this.turned = turned;
    this.edition = "print";
    this.zoom = 0;
    this.number = 0;
    this.news = null;
    this.pages = this.spreads = [];
    this.swaps = 0;
    this.strip = document.getElementById("strip");
    this.view = document.getElementById("view");
    this.spread = document.getElementById("spread");
    this.seen = new IntersectionObserver((entries) => this.#scrolled(entries), { root: this.strip, rootMargin: "50%" });
    new ResizeObserver(() => this.#size()).observe(this.view);
  }

  // The pages of the edition, and which of them lie beside each other.
  #index() {
    const { parts, spreads } = this.news.editions[this.edition];
    this.pages = parts.flatMap((part) => Array.from({ length: part.pages }, (_, page) => ({ part, page })));
    this.spreads = spreads;
  }

  // The pages that lie open, null where there is none.
  opened(number = this.number) {
    return (this.spreads[number] || []).map((page) => (page ? { number: page, ...this.pages[page - 1] } : null));
  }

  // The number of the spread where a part starts whose id or slug is asked for, or -1.
  #where(fits) {
    const page = this.pages.findIndex(({ part }) => fits(part)) + 1;
    return page ? this.spreads.findIndex((opened) => opened.includes(page)) : -1;
  }

  // The slug of the case that lies open, or nothing.
  get slug() {
    return this.opened().find((page) => page?.part.slug)?.part.slug || "";
  }

  // Another state of the whole book; the same part stays open where it still is there.
  take(news) {
    const part = this.news && this.opened().find(Boolean)?.part.id;
    this.news = news;
    this.#index();
    document.getElementById("title").textContent = document.title = news.title;
    this.#keep(part);
    this.#list();
    this.show();
  }

  // Another state of one part.
  update(part) {
    const parts = this.news.editions[part.edition].parts;
    const at = parts.findIndex((other) => other.id === part.id);
    if (at < 0) return;
    parts[at] = part;
    if (part.edition !== this.edition) return;
    this.#index();
    if (this.opened().some((page) => page?.part.id === part.id)) this.show();
    this.spreads.forEach((pair, number) => {
      if (pair.some((page) => page && this.pages[page - 1].part === part)) this.#later(this.strip.children[number]);
    });
  }

  choose(edition) {
    if (!this.news) return;
    const part = this.opened().find(Boolean)?.part;
    this.edition = edition;
    this.#index();
    this.#keep(part?.id.replace(/^[^/]*/, edition));
    this.#list();
    this.turn(this.number);
  }

  turn(number) {
    this.number = Math.max(0, Math.min(number, this.spreads.length - 1));
    this.#mark();
    this.show();
    this.turned();
  }

  // Opens the book where a case is; says whether it is there.
  find(slug) {
    const number = this.#where((part) => part.slug === slug);
    if (number >= 0 && number !== this.number) this.turn(number);
    return number >= 0;
  }

  enlarge(by) {
    this.zoom = by ? Math.max(0, Math.min(this.zoom + by, ZOOMS.length - 1)) : 0;
    this.#size();
  }

  // px of a page's picture, as sharp as the screen
  get width() {
    const box = this.spread.querySelector(".page img")?.getBoundingClientRect(); // with its bleed
    const wide = (box?.width || 400) * (window.devicePixelRatio || 1);
    return Math.min(3000, Math.ceil(wide / STEP) * STEP);
  }

  // Shows the open spread: what was there stays until the new pictures are whole.
  async show() {
    const opened = this.opened();
    this.#frames(opened);
    const width = this.width;
    const shown = opened.map((page) => page?.part.name || "").join(" ");
    const swap = ++this.swaps;
    if (this.spread.dataset.shown === shown && Number(this.spread.dataset.width) === width) return;
    const there = opened.map((_, side) => this.spread.children[side].querySelector("img"));
    const pictures = await Promise.all(opened.map((page, side) => page && picture(page, width, there[side])));
    if (swap !== this.swaps) return;
    opened.forEach((page, side) => {
      const frame = this.spread.children[side];
      if (pictures[side] && pictures[side] !== there[side]) there[side].replaceWith(pictures[side]);
      frame.classList.toggle("waiting", Boolean(page) && !pictures[side]);
      if (pictures[side]) pictures[side].alt = this.#named(page);
    });
    const whole = opened.every((page, side) => !page?.part.name || pictures[side]);
    if (whole) Object.assign(this.spread.dataset, { shown, width });
  }

  // A frame for each side, kept while the same pages are open.
  #frames(opened) {
    const key = `${this.edition} ${opened.map((page) => page?.part.id + "/" + page?.page).join(" ")}`;
    if (this.spread.dataset.key !== key) {
      this.spread.dataset.key = key;
      delete this.spread.dataset.shown;
      this.spread.replaceChildren(...opened.map((page) => {
        const frame = element("div", page ? "page" : "page none");
        if (page) frame.append(element("img", "blank"), ...["bleed", "cut", "safe"].map((name) => element("i", name)));
        return frame;
      }));
      const image = this.spread.querySelectorAll("img");
      image.forEach((one) => (one.alt = this.words.empty));
    }
    this.#geometry(opened);
    document.getElementById("caption").textContent = this.#caption(opened);
    document.getElementById("stale").hidden = !opened.some((page) => page?.part.stale && page.part.name);
    document.getElementById("previous").disabled = this.number === 0;
    document.getElementById("next").disabled = this.number === this.spreads.length - 1;
  }

  // What is seen of a page: with its bleed where that is shown, else as it is cut. Inner edges meet at the fold.
  #geometry(opened) {
    const [wide, high] = this.news.trim;
    const bleed = this.edition === "print" ? this.news.bleed : 0;
    const set = (name, value) => this.spread.style.setProperty(name, value);
    set("--wide", wide);
    set("--high", high);
    set("--bleed", bleed);
    this.#size();
  }

  #size() {
    if (!this.news) return;
    const before = this.spread.dataset.width;
    const room = this.view.getBoundingClientRect();
    const [wide, high] = this.news.trim;
    const extra = 2 * (this.edition === "print" ? this.news.bleed : 0) + 8;
    const phone = room.width < 560;
    const across = phone ? wide + extra : 2 * wide + extra;
    const scale = Math.min(room.width / across, phone ? 9 : room.height / (high + extra));
    this.spread.classList.toggle("stacked", phone);
    this.spread.style.setProperty("--mm", `${Math.max(scale, 0.5) * ZOOMS[this.zoom]}px`);
    document.getElementById("out").disabled = this.zoom === 0;
    document.getElementById("in").disabled = this.zoom === ZOOMS.length - 1;
    if (before && Number(before) !== this.width) {
      clearTimeout(this.resized);
      this.resized = setTimeout(() => { this.show(); this.turned(); }, 150);
    }
  }

  #caption(opened) {
    const there = opened.filter(Boolean);
    if (!there.length) return this.words.none;
    const numbers = there.map((page) => page.number).join(" – ");
    const names = [...new Set(there.map((page) => this.#name(page)))].join(" · ");
    return `${this.words[there.length > 1 ? "pages" : "page"]} ${numbers}: ${names}`;
  }

  #name(page) {
    const told = this.news.cases.find((one) => one.slug === page.part.slug);
    return told?.title || this.words.part[page.part.part];
  }

  #named(page) {
    return `${this.words.page} ${page.number}: ${this.#name(page)}`;
  }

  #keep(id) {
    const number = this.#where((part) => part.id === id);
    this.number = number >= 0 ? number : Math.max(0, Math.min(this.number, this.spreads.length - 1));
  }

  // The small spreads; one that is there already stays.
  #list() {
    this.seen.disconnect();
    const [wide, high] = this.news.trim;
    this.strip.style.setProperty("--shape", `${wide} / ${high}`);
    while (this.strip.children.length > this.spreads.length) this.strip.lastElementChild.remove();
    this.spreads.forEach((_, number) => {
      const row = this.strip.children[number] || this.strip.appendChild(this.#row(number));
      const opened = this.opened(number);
      row.querySelector(".label").textContent = this.#caption(opened);
      row.querySelectorAll(".small").forEach((side, at) => side.classList.toggle("none", !opened[at]));
      this.seen.observe(row);
    });
    this.#mark();
  }

  #row(number) {
    const row = element("li");
    const button = element("button");
    button.type = "button";
    const pair = element("span", "pair");
    for (let side = 0; side < 2; side++) {
      const small = element("span", "small");
      const image = element("img");
      image.alt = "";
      small.append(image);
      pair.append(small);
    }
    button.append(pair, element("span", "label"));
    button.addEventListener("click", () => this.turn(number));
    row.append(button);
    return row;
  }

  #mark() {
    [...this.strip.children].forEach((row, number) => {
      const open = number === this.number;
      if (open) row.firstElementChild.setAttribute("aria-current", "true");
      else row.firstElementChild.removeAttribute("aria-current");
      if (open) scrollInto(this.strip, row);
    });
  }

  #scrolled(entries) {
    for (const { target, isIntersecting } of entries) {
      target.near = isIntersecting;
      if (isIntersecting) this.#thumb(target);
    }
  }

  #later(row) {
    if (!row?.near) return;
    clearTimeout(row.timer);
    row.timer = setTimeout(() => this.#thumb(row), LATER);
  }

  async #thumb(row) {
    const opened = this.opened([...this.strip.children].indexOf(row));
    const width = Math.ceil((SMALL * (window.devicePixelRatio || 1)) / 40) * 40;
    opened.forEach(async (page, side) => {
      const image = page && (await picture(page, width));
      const frame = row.querySelectorAll(".small")[side];
      if (image && frame) frame.firstElementChild.replaceWith(image);
    });
  }
}

// A page's picture, whole and ready to be shown; null while there is none.
async function picture({ part, page }, width, there = null) {
  if (!part.name) return null;
  const sent = part.width === width && part.pictures[page]; // it came with the news
  const name = sent ? sent.name : `${part.name}/${page}/${width}`;
  if (there?.dataset.name === name) return there;
  const image = new Image();
  image.alt = "";
  image.dataset.name = name;
  image.src = sent?.data ? `data:image/jpeg;base64,${sent.data}` : `picture/${part.name}/${page}/${width}.jpg`;
  try {
    await image.decode();
  } catch {
    return null; // it has been replaced already; news of that is on its way
  }
  return image;
}

export function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

function scrollInto(list, row) {
  const across = list.scrollWidth > list.clientWidth;
  const [from, size, at, length] = across
    ? [list.scrollLeft, list.clientWidth, row.offsetLeft, row.offsetWidth]
    : [list.scrollTop, list.clientHeight, row.offsetTop, row.offsetHeight];
  const to = at < from ? at : at + length > from + size ? at + length - size : from;
  if (across) list.scrollLeft = to;
  else list.scrollTop = to;
}
