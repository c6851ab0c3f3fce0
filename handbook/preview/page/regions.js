// Where the fields stand on a page, and which letters of a typed text a printed line has. No document: tested without one.
//
// A region is [page, field, left, top, right, bottom, start, end]: a box in mm from the top left corner of the page, and the
// letters of the field that stand in it. Letters and figures alone are counted: they are the same as typed and as printed,
// whereas spaces, dashes, quotation marks and the signs of Markdown are not.

/** @typedef {[number, string, number, number, number, number, number, number]} Region */

const NEAR = 6; // mm from a line to where a click is still meant for it
const LETTER = /[\p{L}\p{N}]/u;
const NOT_PRINTED = /\]\([^)\s]*\)|^[ \t]*\d{1,3}[.)] /gmu; // the address of a link, and the number of an item

/**
 * The region that a click is meant for: the nearest, if one is near.
 * @param {Region[]} regions
 * @param {number} page of the section, from 0
 * @param {number} x in mm
 * @param {number} y in mm
 * @returns {Region | null}
 */
export function regionAt(regions, page, x, y) {
  /** @type {Region | null} */
  let nearest = null;
  let least = NEAR;
  for (const region of regions.filter((each) => each[0] === page)) {
    const [, , left, top, right, bottom] = region;
    const distance = Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
    if (distance < least) [nearest, least] = [region, distance];
  }
  return nearest;
}

/**
 * The letter of a line that is at a place in it.
 * @param {Region} region
 * @param {number} x in mm
 */
export function letterAt([, , left, , right, , start, end], x) {
  const share = Math.max(0, Math.min(1, (x - left) / (right - left || 1)));
  return start + Math.round(share * (end - start));
}

/**
 * The offset in a typed text at which its nth printed letter stands.
 * @param {string} text
 * @param {number} letter
 */
export function offsetOf(text, letter) {
  const letters = printedLetters(text);
  return letter < letters.length ? letters[letter] : text.trimEnd().length;
}

/**
 * The first printed letter of the paragraph around an offset in a typed text, and the one after its last.
 * @param {string} text
 * @param {number} offset
 * @returns {[number, number]}
 */
export function paragraphAt(text, offset) {
  const before = [...text.slice(0, offset).matchAll(/\n[ \t]*\n/g)].at(-1);
  const start = before ? before.index + before[0].length : 0;
  const after = text.slice(offset).search(/\n[ \t]*\n/);
  const end = after < 0 ? text.length : offset + after;
  const letters = printedLetters(text);
  return [letters.filter((each) => each < start).length, letters.filter((each) => each < end).length];
}

/**
 * The boxes around the lines of a field that have some of its letters: one for each page, as [page, left, top, right, bottom].
 * @param {Region[]} regions
 * @param {string} field
 * @param {[number, number]} letters
 */
export function boxesAround(regions, field, [start, end]) {
  const lines = regions.filter(([, name, , , , , from, to]) => name === field && (from === to || (from < end && to > start)));
  const pages = [...new Set(lines.map(([page]) => page))];
  return pages.map((page) => {
    const boxes = lines.filter((line) => line[0] === page);
    const edge = (/** @type {number} */ side, /** @type {(...numbers: number[]) => number} */ best) => best(...boxes.map((box) => Number(box[side])));
    return [page, edge(2, Math.min), edge(3, Math.min), edge(4, Math.max), edge(5, Math.max)];
  });
}

/**
 * The offsets of the letters of a typed text that are printed.
 * @param {string} text
 * @returns {number[]}
 */
function printedLetters(text) {
  const hidden = [...text.matchAll(NOT_PRINTED)].map((match) => [match.index, match.index + match[0].length]);
  const letters = [];
  let next = 0;
  let offset = 0;
  for (const character of text) {
    while (next < hidden.length && offset >= hidden[next][1]) next++;
    if (LETTER.test(character) && !(next < hidden.length && offset >= hidden[next][0])) letters.push(offset);
    offset += character.length;
  }
  return letters;
}
