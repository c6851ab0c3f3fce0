// Quotation marks, apostrophes, dashes and dots that were typed as a typewriter has them: what they should be.

const ADDRESS = /\]\([^()\s]*\)|(?:https?:\/\/|www\.)\S+/g; // of a link, in which nothing is changed
const TYPED = /"|'|(?<=\S[ \t])-(?=\s)|(?<=\S)--(?=[^\s-])|(?<=\s)--(?=\s)|(?<=[^\s-])--(?=\s)|\.\.\./g;
const WORD = /[\p{L}\p{N}]/u;
// Words that begin with an apostrophe, in Dutch and in English; a year without its century too.
const ELIDED = /^'(?:n'(?= )|[stnmkr]|ns|ie|em|er|tis|twas|til|cause|\d\ds?)(?![\p{L}\p{N}'])/iu;
const OPENS = /[\s([{“‘„\-–—/*_]/; // what stands before a mark that opens

/** @typedef {{ start: number, end: number, after: string }} Correction */

/**
 * The corrections of a text: where each starts and ends, and what is to stand there.
 * @param {string} text
 */
export function corrections(text) {
  const addresses = [...text.matchAll(ADDRESS)].map((match) => [match.index, match.index + match[0].length]);
  return [...text.matchAll(TYPED)]
    .filter(({ index }) => !addresses.some(([start, end]) => index >= start && index < end))
    .map(({ 0: typed, index }) => ({ start: index, end: index + typed.length, after: corrected(typed, text, index) }))
    .filter(({ start, end, after }) => text.slice(start, end) !== after);
}

/**
 * The text with some of its corrections.
 * @param {string} text
 * @param {Correction[]} chosen
 */
export function applied(text, chosen) {
  return [...chosen].sort((one, other) => other.start - one.start)
    .reduce((result, { start, end, after }) => result.slice(0, start) + after + result.slice(end), text);
}

/**
 * @param {string} typed
 * @param {string} text
 * @param {number} index
 */
function corrected(typed, text, index) {
  const [before, next] = [text[index - 1] ?? " ", text[index + typed.length] ?? " "];
  if (typed === "...") return "…";
  if (typed === "--") return WORD.test(before) && WORD.test(next) ? " – " : "–";
  if (typed === "-") return "–";
  const opens = OPENS.test(before) && next.trim();
  if (typed === '"') return /\d/.test(before) && !isOpen(text, index) ? '"' : opens ? "“" : "”"; // 5" is a measure
  return opens && !ELIDED.test(text.slice(index)) ? "‘" : "’";
}

/**
 * Whether a straight quotation mark is open at a place.
 * @param {string} text
 * @param {number} index
 */
function isOpen(text, index) {
  return (text.slice(0, index).match(/["“„]/g) || []).length > (text.slice(0, index).match(/”/g) || []).length
    && (text.slice(0, index).match(/"/g) || []).length % 2 === 1;
}
