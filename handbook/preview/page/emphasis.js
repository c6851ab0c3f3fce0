// Emphasis and strong in a text with markup: read letter by letter, toggled over what is selected, and written again.

import { segmentsIn } from "./blocks.js";

/** @typedef {import("./blocks.js").State} State */
/** @typedef {"emphasis" | "strong"} Form */
/** @typedef {{ letter: string, emphasis?: boolean, strong?: boolean }} Formed a letter and its forms */
/** @typedef {Formed & { place: number, isMark?: boolean }} Letter and its place in the source */
/** @typedef {{ from: number, to: number, letters: Letter[] }} Segment of a text */
/** @typedef {{ sign: string, left: Letter[] }} Opening signs that are not closed yet */

const MARKS = /\\[\s\S]|\*+|_+/g; // and what is escaped
const WORD = /[\p{L}\p{N}]/u;
/** @type {Form[]} */
const FORMS = ["strong", "emphasis"];
/** @type {Formed} */
const NO_LETTER = { letter: "" }; // after the last one

/**
 * Gives what is selected a form, or takes it off if all of it has that form. Without a selection it is the word at the
 * cursor; between words the signs are put there, to type between.
 * @param {State} state
 * @param {Form} form
 * @returns {State}
 */
export function toggleForm(state, form) {
  const { value } = state;
  const { start, end } = selected(state);
  if (start === end) return toggleEmpty(state, form === "strong" ? "**" : "*");
  const segments = segmentsIn(value, start, end).map(([from, to]) => ({ from, to, letters: parse(value.slice(from, to)) }));
  const touched = segments.flatMap(({ from, letters }) => letters.filter(({ place, letter }) =>
    from + place >= start && from + place < end && letter.trim()));
  if (!touched.length) return state;
  const isOn = touched.every((letter) => letter[form]);
  for (const { from, letters } of segments) {
    for (const letter of letters) if (from + letter.place >= start && from + letter.place < end) letter[form] = !isOn;
  }
  return written(value, segments, touched);
}

/**
 * The same text with the letters of segments written again; what is selected is what was touched.
 * @param {string} value
 * @param {Segment[]} segments
 * @param {Letter[]} touched
 * @returns {State}
 */
function written(value, segments, touched) {
  let [result, done, start, end] = ["", 0, -1, 0];
  for (const { from, to, letters } of segments) {
    result += value.slice(done, from);
    const { text, places } = serialize(letters);
    letters.forEach((letter, index) => {
      if (!touched.includes(letter)) return;
      if (start < 0) start = result.length + places[index];
      end = result.length + places[index] + letter.letter.length;
    });
    result += text;
    done = to;
  }
  return { value: result + value.slice(done), start, end };
}

/**
 * What is selected, without the spaces at its ends; without a selection, the word at the cursor.
 * @param {State} state
 */
function selected({ value, start, end }) {
  if (start === end) {
    while (start > 0 && WORD.test(value[start - 1])) start--;
    while (end < value.length && WORD.test(value[end])) end++;
  }
  while (start < end && !value[start].trim()) start++;
  while (end > start && !value[end - 1].trim()) end--;
  return { start, end };
}

/**
 * @param {State} state
 * @param {string} mark
 * @returns {State}
 */
function toggleEmpty({ value, start }, mark) {
  const [before, after] = [value.slice(0, start), value.slice(start)];
  const isBetween = before.endsWith(mark) && after.startsWith(mark);
  const place = isBetween ? start - mark.length : start + mark.length;
  const text = isBetween ? before.slice(0, -mark.length) + after.slice(mark.length) : before + mark + mark + after;
  return { value: text, start: place, end: place };
}

/**
 * The letters of a paragraph; signs that open or close a form are none.
 * @param {string} source
 */
export function parse(source) {
  /** @type {Letter[]} */
  const letters = [];
  /** @type {Opening[]} */
  const open = [];
  let done = 0;
  const addLetters = (/** @type {number} */ end) => {
    for (; done < end; done++) letters.push({ letter: source[done], place: done, emphasis: false, strong: false });
  };
  for (const { 0: signs, index } of source.matchAll(MARKS)) {
    addLetters(index);
    if (signs.startsWith("\\")) {
      letters.push({ letter: signs, place: index, emphasis: false, strong: false });
      done = index + 2;
      continue;
    }
    const first = letters.length;
    addLetters(index + signs.length);
    match(letters, open, { first, signs, before: source[index - 1] || " ", after: source[done] || " " });
  }
  addLetters(source.length);
  return letters.filter((letter) => !letter.isMark);
}

/**
 * Closes forms with a row of signs, or opens some; its signs are letters until they are found to be marks.
 * @param {Letter[]} letters
 * @param {Opening[]} open
 * @param {{ first: number, signs: string, before: string, after: string }} row and the letters around it
 */
function match(letters, open, { first, signs, before, after }) {
  const isWordSign = signs[0] === "*";
  const closes = before.trim() && (isWordSign || !WORD.test(after));
  const opens = after.trim() && (isWordSign || !WORD.test(before));
  const left = letters.slice(first);
  const lastOpen = () => open.findLast(({ sign }) => sign === signs[0]);
  for (let last = lastOpen(); closes && last && left.length; last = lastOpen()) {
    const width = Math.min(2, left.length, last.left.length);
    const [opening, closing] = [last.left.splice(-width), left.splice(0, width)];
    for (const mark of [...opening, ...closing]) mark.isMark = true;
    const form = width === 2 ? "strong" : "emphasis";
    for (const letter of letters.slice(letters.indexOf(opening[width - 1]) + 1, letters.indexOf(closing[0]))) letter[form] = true;
    open.length = open.indexOf(last) + (last.left.length ? 1 : 0);
  }
  if (opens && left.length) open.push({ sign: signs[0], left });
}

/**
 * The source of letters with forms, and the place of each letter in it. Spaces at the ends of a form stay outside.
 * @param {Formed[]} letters
 */
export function serialize(letters) {
  trim(letters, "emphasis");
  trim(letters, "strong");
  const places = [];
  /** @type {Form[]} */
  const open = [];
  let text = "";
  for (const letter of [...letters, NO_LETTER]) {
    const wanted = FORMS.filter((form) => letter[form]);
    while (open.some((form) => !wanted.includes(form))) text += signOf(open.pop());
    for (const form of longestFirst(letters, places.length, wanted.filter((each) => !open.includes(each)))) {
      open.push(form);
      text += signOf(form);
    }
    places.push(text.length);
    text += letter.letter;
  }
  return { text, places };
}

/**
 * Forms that begin at a letter, first the one that goes on longest: it is closed last.
 * @param {Formed[]} letters
 * @param {number} index
 * @param {Form[]} forms
 */
function longestFirst(letters, index, forms) {
  const lengthOf = (/** @type {Form} */ form) => letters.slice(index).findIndex((letter) => !letter[form]) + 1 || Infinity;
  return forms.sort((one, other) => lengthOf(other) - lengthOf(one) || 0);
}

/** @param {Form | undefined} form */
function signOf(form) {
  return form === "strong" ? "**" : "*";
}

/**
 * @param {Formed[]} letters
 * @param {Form} form
 */
function trim(letters, form) {
  letters.forEach((letter, index) => {
    if (!letter[form] || letter.letter.trim()) return;
    const next = letters.slice(index).find((each) => !each[form] || each.letter.trim());
    if (!letters[index - 1]?.[form] || !next?.[form]) letter[form] = false;
  });
}
