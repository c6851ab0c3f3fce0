// What the page does: it shows the book, lets a story be written, and makes the PDFs.

import { Book } from "./book.js";
import { element } from "./dom.js";
import { Form } from "./form.js";
import { ask, listen, Refused } from "./api.js";

const by = (id) => document.getElementById(id);
const words = JSON.parse(by("words").textContent);
const book = new Book(words, () => {
  wanted = ""; // somebody has turned the page
  say("");
  turned();
});
const form = new Form(words, told);
const spoken = document.documentElement.lang; // as it was sent: a browser may translate the page
const UNFILLED = ["missing-field", "empty-text"]; // as the problems of a story are called that lacks a text
let problems = [];
let wanted = ""; // a new story, to be opened when it is there
let removing = false; // until what undoes that is there

listen({
  book(news) {
    book.take(news);
    if (wanted && book.find(wanted)) wanted = "";
    by("undo").hidden = !news.undo;
    if (removing && news.undo) by("undo").focus();
    removing = removing && !news.undo;
    turned();
    respeak();
  },
  part(part) {
    book.update(part);
    if (part.slug && part.slug === book.slug && part.edition === book.edition) form.room(part.room);
  },
  case(slug) {
    if (slug === form.slug && slug === (wanted || book.slug)) form.reload().then(listed); // else removed, or left
  },
  problems(news) {
    problems = news;
    listed();
  },
  build: built,
  lost() {
    by("lost").hidden = false;
  },
  found() {
    if (!by("lost").hidden) form.save();
    by("lost").hidden = true;
  },
});

// Another spread is open, or is seen larger: the program lays out first what is looked at.
let looked = "";
function turned() {
  const slug = wanted || book.slug;
  const look = { parts: book.opened().filter(Boolean).map((page) => page.part.id), width: book.width };
  if (JSON.stringify(look) !== looked) ask("look", look);
  looked = JSON.stringify(look);
  sessionStorage.setItem("place", book.place);
  form.open(slug, book.news.themes).then(() => {
    const part = book.opened().find((page) => page?.part.slug)?.part;
    if (part) form.room(part.room);
    listed();
  });
  const order = book.news.cases.map((one) => one.slug);
  by("tools").hidden = !slug || Boolean(wanted);
  const used = document.activeElement;
  by("earlier").disabled = order.indexOf(slug) <= 0;
  by("later").disabled = order.indexOf(slug) === order.length - 1;
  if (used.disabled) by(used === by("earlier") ? "later" : "earlier").focus(); // moved as far as it goes
  listed();
}

// The page's own words follow the language of the book, as soon as nobody is writing.
async function respeak() {
  const busy = () => form.stuck || by("dialog").open || form.node.contains(document.activeElement);
  if (!book.news || book.news.language === spoken || busy()) return;
  await form.save();
  if (!busy()) location.reload();
}
by("dialog").addEventListener("close", respeak);
by("form").addEventListener("focusout", () => setTimeout(respeak)); // when the focus is where it goes to

// The problems, those of the open story first. What is not filled in yet is no mistake of who is writing.
function listed() {
  const slug = wanted || book.slug;
  const own = (problem) => problem.slug === slug;
  const empty = form.empty;
  const known = (problem) => empty.length && own(problem) && UNFILLED.includes(problem.id);
  const errors = problems.filter((problem) => problem.severity === "error" && !known(problem));
  const shown = [...errors.filter(own), ...errors.filter((problem) => !own(problem))];
  const hints = problems.filter((problem) => problem.severity !== "error" && own(problem));
  if (empty.length) shown.unshift({ slug, message: `${words.unfilled}: ${empty.join(", ")}` });
  const key = JSON.stringify([slug, shown, hints]);
  if (by("mend").dataset.key === key) return;
  by("mend").dataset.key = key;
  by("mend").hidden = !shown.length;
  by("problems").replaceChildren(...shown.map((problem) => row(problem, own(problem))));
  by("advice").hidden = !hints.length;
  by("advice").querySelector("summary").textContent = `${words.hints} (${hints.length})`;
  by("hints").replaceChildren(...hints.map((problem) => row(problem, true)));
}

// A problem: what is wrong, what to do, and where; the way there, if it is in another story.
function row(problem, own) {
  const made = element("li", problem.severity);
  made.append(element("strong", "", problem.message));
  if (!problem.place) return made;
  made.append(element("p", "", problem.remedy));
  const place = element("small", "", problem.place);
  if (problem.slug && !own && book.news?.cases.some((one) => one.slug === problem.slug)) {
    const button = element("button", "link", problem.place);
    button.type = "button";
    button.addEventListener("click", () => book.find(problem.slug));
    place.replaceChildren(button);
  }
  made.append(place);
  return made;
}

function told(message, bad = false) {
  by("saved").textContent = message;
  by("saved").classList.toggle("bad", bad);
  if (bad || by("said").textContent.startsWith(words.unsaved)) say(bad ? message : "");
}

function say(message) {
  by("said").textContent = message;
}

async function act(path, data, message) {
  try {
    const answer = await ask(path, data);
    if (message) say(message);
    return answer;
  } catch (error) {
    say(error instanceof Refused ? error.message : words.offline);
    return null;
  }
}

// Moves the open story one place in the book.
function move(step) {
  const order = book.news.cases.map((one) => one.slug);
  const at = order.indexOf(book.slug);
  [order[at], order[at + step]] = [order[at + step], order[at]];
  act("order", order, words.moved);
}

by("earlier").addEventListener("click", () => move(-1));
by("later").addEventListener("click", () => move(1));
by("remove").addEventListener("click", async () => {
  const { slug } = book; // another may be open when this one is saved
  await form.save();
  removing = true;
  act(`case/${encodeURIComponent(slug)}/remove`, {}, words.removed);
});
by("undo").addEventListener("click", async () => {
  const answer = await act("restore", {}, words.restored);
  if (answer?.slug && !book.find(answer.slug)) wanted = answer.slug;
  if (document.activeElement === document.body) by("view").focus(); // the button has gone
});

by("new").addEventListener("click", () => {
  by("made_title").value = "";
  by("refused").textContent = "";
  by("dialog").showModal();
});
by("cancel").addEventListener("click", () => by("dialog").close());
by("adding").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const { slug } = await ask("add", { title: by("made_title").value });
    if (!book.find(slug)) wanted = slug;
    by("dialog").close();
    turned();
    await form.open(slug, book.news.themes);
    form.node.elements.person.focus();
  } catch (error) {
    by("refused").textContent = error instanceof Refused ? error.message : words.offline;
  }
});

by("build").addEventListener("click", async () => {
  await form.save();
  if (await act("build", {})) by("made").scrollIntoView({ block: "nearest" });
});

function built({ running, lines, code, products }) {
  by("made").hidden = !(running || code !== null || products.length);
  const ended = by("build").disabled && !running;
  if (running) by("made").open = true;
  by("build").disabled = running;
  by("bar").hidden = !running;
  by("progress").textContent = running ? `${words.building} ${lines.at(-1) || ""}`
    : code === null ? words.older : code ? words.unbuilt : words.built;
  by("progress").classList.toggle("bad", Boolean(code));
  by("log").hidden = !lines.length;
  by("log").open = Boolean(code) && !running;
  by("log").querySelector("pre").textContent = lines.join("\n");
  by("products").replaceChildren(...(running ? [] : products).map(({ name, size }) => {
    const row = element("li");
    const link = element("a", "", name);
    [link.href, link.download] = [`product/${encodeURIComponent(name)}`, name];
    row.append(link, ` ${Math.ceil(size / 1000)} kB`);
    return row;
  }));
  if (ended) by("made").scrollIntoView({ block: "nearest" });
}

for (const input of document.querySelectorAll("[name=edition]")) {
  input.checked = input.value === book.edition;
  input.addEventListener("change", () => book.choose(input.value));
}
by("overlay").addEventListener("change", (event) => by("spread").classList.toggle("overlay", event.target.checked));
by("out").addEventListener("click", () => book.enlarge(-1));
by("in").addEventListener("click", () => book.enlarge(1));
by("fit").addEventListener("click", () => book.enlarge(0));
by("previous").addEventListener("click", () => book.turn(book.number - 1));
by("next").addEventListener("click", () => book.turn(book.number + 1));

const KEYS = {
  ArrowLeft: () => book.turn(book.number - 1),
  ArrowRight: () => book.turn(book.number + 1),
  PageUp: () => book.turn(book.number - 1),
  PageDown: () => book.turn(book.number + 1),
  Home: () => book.turn(0),
  End: () => book.turn(book.spreads.length - 1),
  "+": () => book.enlarge(1),
  "-": () => book.enlarge(-1),
  0: () => book.enlarge(0),
};
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, dialog, summary, pre");
  const scrolls = [event.target.closest("#view, #panel, #story")].find(
    (box) => box && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight));
  const away = event.key.length === 1 && !event.target.closest("#stage, nav"); // where one may be dictating
  if (busy || scrolls || away || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS) || !book.news) return;
  event.preventDefault();
  KEYS[event.key]();
});

window.addEventListener("beforeunload", (event) => {
  const lost = !by("lost").hidden && form.changed.length;
  if (lost || form.stuck) event.preventDefault();
  form.save(true);
});
