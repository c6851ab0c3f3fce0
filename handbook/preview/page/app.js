// The page of the preview: connects the book, the form and the panels with the program and with each other.

import { Refused, request, subscribe } from "./api.js";
import { Book } from "./book.js";
import { BuildPanel } from "./build_panel.js";
import { byId } from "./dom.js";
import { Find } from "./find.js";
import { Form } from "./form.js";
import { ImportDialog } from "./import_dialog.js";
import { handleHistory, handleKeys } from "./keyboard.js";
import { handleNewStory } from "./new_story.js";
import { LightTable } from "./light_table.js";
import { OverflowMarks } from "./overflow.js";
import { PageLinks } from "./page_links.js";
import { ProblemList } from "./problem_list.js";
import { StoryTools } from "./story_tools.js";
import { WordCounts } from "./word_counts.js";

/** @type {Words} */
const words = JSON.parse(byId("words").textContent);
const language = document.documentElement.lang; // as sent: a browser that translates the page changes it
const book = new Book(words, () => {
  pendingSlug = ""; // the editor has turned the page
  announce("");
  onTurned();
}, sendViewport);
const form = new Form(words, announceSaveStatus);
const tools = new StoryTools(words, book, form, { send, openStory, make });
const lightTable = new LightTable(book, () => book.thumbnails.resize());
const buildPanel = new BuildPanel(words, make, () => problems.some(({ severity }) => severity === "error"));
const wordCounts = new WordCounts(words, (slug) => book.pageOf(slug));
const pageLinks = new PageLinks(book, form);
const overflowMarks = new OverflowMarks(words, book, form, (document) => pageLinks.regionsOf(document));
const problemList = new ProblemList(words, (slug, field) => {
  lightTable.close();
  if (!slug) book.turnToSection(field);
  else if (slug !== openSlug()) book.turnToCase(slug);
  if (field) form.focus(field);
});
let problems = [];
let pendingSlug = ""; // a case that is to be opened as soon as the book has it
let sentViewport = "";

subscribe({
  book(state) {
    book.setState(state);
    if (pendingSlug && book.turnToCase(pendingSlug)) pendingSlug = "";
    onTurned();
    form.keepOnly(book.slugs);
    wordCounts.update();
    followLanguage();
  },
  section(section) {
    book.updateSection(section);
    form.setSpareWords(section);
    wordCounts.update();
    pageLinks.mark();
    pageLinks.showShapes();
    overflowMarks.show();
    form.showInLooks(book.openPages(), book.state.trim);
  },
  form(slug) {
    if (slug === form.slug && slug === openSlug()) form.reload().then(renderProblems); // else it was removed or left
  },
  problems(list) {
    problems = list;
    renderProblems();
  },
  build(state) {
    buildPanel.show(state);
  },
  disconnected() {
    byId("offline").hidden = false;
  },
  connected() {
    if (!byId("offline").hidden) form.save().then(() => form.reload());
    byId("offline").hidden = true;
  },
});

function openSlug() {
  return pendingSlug || book.slug;
}

// Updates the program, the form and the buttons after another spread was opened.
function onTurned() {
  sendViewport();
  sessionStorage.setItem("place", book.place);
  const opened = form.open(openSlug(), book.state);
  form.openParts(book.openPages().filter(Boolean).map((page) => page.section));
  form.showInLooks(book.openPages(), book.state.trim);
  opened.then(() => {
    if (book.openCase) form.setSpareWords(book.openCase);
    pageLinks.showShapes();
    overflowMarks.show();
    renderProblems();
  });
  tools.update(openSlug(), Boolean(pendingSlug));
  renderProblems();
}

// Sends the program what is visible, which it lays out first.
function sendViewport() {
  const sections = book.openPages().filter(Boolean).map((page) => page.section.id);
  const viewport = { sections, height: book.openSpread.imageHeight };
  if (JSON.stringify(viewport) !== sentViewport) request("viewport", viewport);
  sentViewport = JSON.stringify(viewport);
}

function renderProblems() {
  problemList.render(problems, openSlug(), form.missing, book.state?.cases.map((one) => one.slug) || []);
}

// Reloads the page in the language of the book, as soon as no field is being edited.
async function followLanguage() {
  const isBusy = () => form.hasUnsavable || byId("new_dialog").open || form.hasFocus;
  if (!book.state || book.state.language === language || isBusy()) return;
  await form.save();
  if (!isBusy()) location.reload();
}
byId("new_dialog").addEventListener("close", followLanguage);
byId("story").addEventListener("focusout", () => setTimeout(followLanguage)); // once the focus has arrived elsewhere
byId("story").addEventListener("focusout", () => setTimeout(renderProblems)); // a row without a name is not saved
byId("story").addEventListener("input", () => form.missing.length || renderProblems()); // and is told until it has one

// Announces an error of saving, and its end: the form shows them too, but may be that of another story.
function announceSaveStatus(message, isError) {
  if (isError || byId("status").textContent.startsWith(words.unsaved)) announce(isError ? message : "");
}

function announce(message) {
  byId("status").textContent = message;
}

// Sends a request and announces its success or its failure; returns the answer, or null.
async function send(path, data, success) {
  try {
    const answer = await request(path, data);
    if (success) announce(success);
    return answer;
  } catch (error) {
    announce(errorMessage(error));
    return null;
  }
}

// Asks the program to make something of the book as it is in the form.
async function make(wanted) {
  lightTable.close();
  await form.save();
  if (await send("build", wanted)) byId("products").scrollIntoView({ block: "nearest" });
}

function errorMessage(error) {
  return error instanceof Refused ? error.message : words.offline;
}

// Opens a story, as soon as the book has it, and then one of its fields.
async function openStory(slug, field = "") {
  lightTable.close();
  if (!book.turnToCase(slug)) pendingSlug = slug;
  onTurned();
  await form.open(slug, book.state);
  if (field) form.story.fields.focus(field);
}

byId("overlay").addEventListener("change", () => byId("spread").classList.toggle("overlay", byId("overlay").checked));
byId("zoom_out").addEventListener("click", () => book.openSpread.zoomBy(-1));
byId("zoom_in").addEventListener("click", () => book.openSpread.zoomBy(1));
byId("zoom_fit").addEventListener("click", () => book.openSpread.zoomBy(0));
byId("previous").addEventListener("click", () => book.turnTo(book.number - 1));
byId("next").addEventListener("click", () => book.turnTo(book.number + 1));
new Find(words, () => form.save(), async ({ slug, field, start, end }) => {
  lightTable.close();
  if (!slug) book.turnToSection(field);
  else if (slug !== openSlug()) await openStory(slug);
  form.select(field, start, end);
});
handleNewStory(words, (slug) => {
  form.forget(slug);
  openStory(slug, "person");
});
new ImportDialog(words, (slugs) => {
  slugs.forEach((slug) => form.forget(slug));
  openStory(slugs[0], "title");
});
handleKeys(book);
handleHistory(form);

window.addEventListener("beforeunload", (event) => {
  const offline = !byId("offline").hidden;
  if (form.hasUnsavable || (offline && form.hasUnsaved)) event.preventDefault();
  form.save(true);
});
