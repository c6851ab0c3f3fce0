// The paragraphs, items and quotes of a text with markup.

/** @typedef {{ value: string, start: number, end: number }} State a text, and what is selected in it */
/** @typedef {"text" | "item" | "quote"} Kind of a block */
/** @typedef {{ kind: Kind, sign: string, lines: string[] }} Written a block, its lines without signs */
/** @typedef {Written & { start: number, end: number }} Block a block, and where it starts and ends in the text */

const ITEM = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const QUOTE = /^[ \t]*>[ \t]?/;
const PREFIX = { item: ITEM, quote: QUOTE, text: /^/ };
const WRAPPED = 60; // characters of a line that was broken because it was full

/**
 * The blocks of a text.
 * @param {string} value
 * @returns {Block[]}
 */
export function blocksOf(value) {
  /** @type {Block[]} */
  const blocks = [];
  let place = 0;
  let isOpen = false; // whether the next line may belong to the last block
  for (const line of value.split("\n")) {
    const end = place + line.length;
    const bare = line.replace(QUOTE, "");
    const last = isOpen ? blocks[blocks.length - 1] : null;
    const kind = last?.kind === "text" ? "text" : QUOTE.test(line) ? "quote" : ITEM.test(line) ? "item" : last?.kind || "text";
    isOpen = Boolean(bare.trim());
    if (isOpen && (!last || kind !== last.kind || (kind === "item" && ITEM.test(line)))) {
      const sign = line.match(PREFIX[kind])?.[0] || "";
      blocks.push({ kind, sign, lines: [line.slice(sign.length)], start: place, end });
    } else if (isOpen && last) {
      last.lines.push(kind === "quote" ? bare : line);
      last.end = end;
    }
    place = end + 1;
  }
  return blocks;
}

/**
 * Where the parts of a selection lie that are each within one block and, in a quote, in one line; signs are outside.
 * @param {string} value
 * @param {number} start
 * @param {number} end
 */
export function segmentsIn(value, start, end) {
  const segments = [];
  for (const block of blocksOf(value).filter((each) => each.start < end && each.end > start)) {
    let place = block.start;
    if (block.kind !== "quote") segments.push([place + block.sign.length, block.end]);
    else {
      for (const line of value.slice(block.start, block.end).split("\n")) {
        segments.push([place + (line.match(QUOTE)?.[0].length || 0), place + line.length]);
        place += line.length + 1;
      }
    }
  }
  return segments;
}

/**
 * Makes the selected paragraphs items or quotes, or plain paragraphs if all of them are that already.
 * @param {State} state
 * @param {"item" | "quote"} kind
 * @returns {State}
 */
export function toggleBlocks(state, kind) {
  const { value } = state;
  const blocks = kind === "item" ? withShortLinesApart(value, blocksOf(value)) : blocksOf(value);
  const touched = blocks.filter(({ start, end }) => start <= state.end && end >= state.start);
  if (!touched.length) return inserted(state, kind);
  const wanted = touched.every((block) => block.kind === kind) ? "text" : kind;
  const [first, last] = [touched[0], touched[touched.length - 1]];
  const anchors = [contentOffset(value, first, state.start), contentOffset(value, last, state.end)];
  for (const block of touched) [block.kind, block.sign] = [wanted, { item: "- ", quote: "> ", text: "" }[wanted]];
  const before = blocks[blocks.indexOf(first) - 1];
  const after = blocks[blocks.indexOf(last) + 1];
  let text = before ? value.slice(0, before.end) + gap(before, first) : value.slice(0, first.start);
  const places = touched.map((block, index) => {
    if (index) text += gap(touched[index - 1], block);
    const start = text.length;
    text += written(block);
    return start;
  });
  const rest = after ? gap(last, after) + value.slice(after.start) : value.slice(last.end);
  const start = places[0] + sourceOffset(first, anchors[0]);
  const end = places[places.length - 1] + sourceOffset(last, anchors[1]);
  return { value: text + rest, start, end: Math.max(start, end) };
}

/**
 * A sign on an empty line, after which the item or the quote is typed.
 * @param {State} state
 * @param {"item" | "quote"} kind
 * @returns {State}
 */
function inserted({ value, start }, kind) {
  const sign = kind === "item" ? "- " : "> ";
  const before = value.slice(0, start).replace(/\s+$/, "");
  const text = (before && `${before}\n\n`) + sign;
  const after = value.slice(start).replace(/^\s+/, "");
  return { value: text + (after && `\n\n${after}`), start: text.length, end: text.length };
}

/**
 * The blocks, with each line of a paragraph of short lines apart: none of them was broken because it was full.
 * @param {string} value
 * @param {Block[]} blocks
 * @returns {Block[]}
 */
function withShortLinesApart(value, blocks) {
  return blocks.flatMap((block) => {
    if (block.kind !== "text" || block.lines.slice(0, -1).some((line) => line.length >= WRAPPED)) return [block];
    let place = block.start;
    return block.lines.map((line) => {
      const start = place;
      place += line.length + 1;
      return { kind: "text", sign: "", lines: [line], start, end: start + line.length };
    });
  });
}

/**
 * The text of blocks one below the other.
 * @param {Written[]} blocks
 */
export function joinedBlocks(blocks) {
  return blocks.map((block, index) => (index ? gap(blocks[index - 1], block) : "") + written(block)).join("");
}

/**
 * @param {Written} one
 * @param {Written} other
 */
function gap(one, other) {
  if (one.kind === "item" && other.kind === "item") return isNumber(one) === isNumber(other) ? "\n" : "\n\n";
  return one.kind === "quote" && other.kind === "quote" ? "\n>\n" : "\n\n";
}

/** @param {Written} block */
function isNumber({ sign }) {
  return /\d/.test(sign);
}

/** @param {Written} block */
function written({ kind, sign, lines }) {
  return kind === "quote" ? lines.map((line) => `> ${line}`).join("\n") : sign + lines.join("\n");
}

/**
 * How many letters of a block stand before a place in the text, signs not counted.
 * @param {string} value
 * @param {Block} block
 * @param {number} place
 */
function contentOffset(value, block, place) {
  const lines = value.slice(block.start, Math.max(block.start, Math.min(place, block.end))).split("\n");
  const isSigned = (/** @type {number} */ index) => index === 0 || block.kind === "quote";
  return lines.map((line, index) => (isSigned(index) ? line.slice(block.sign.length) : line)).join("\n").length;
}

/**
 * The other way: how many characters of a block stand before a letter of it, signs included.
 * @param {Block} block
 * @param {number} offset
 */
function sourceOffset(block, offset) {
  const lines = block.lines.join("\n").slice(0, offset).split("\n").length - 1;
  return offset + block.sign.length * (block.kind === "quote" ? lines + 1 : 1);
}

/**
 * What Enter makes at the end of an item: the sign of the next one; after an empty item no sign. Null elsewhere.
 * @param {State} state
 * @returns {State | null}
 */
export function afterEnter({ value, start, end }) {
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const [line, sign] = [value.slice(first, start), value.slice(first, start).match(ITEM)?.[0]];
  if (start !== end || !sign || (value[start] ?? "\n") !== "\n") return null;
  if (line === sign) return { value: value.slice(0, first) + value.slice(start), start: first, end: first };
  const next = `\n${sign.replace(/\d+/, (number) => String(Number(number) + 1))}`;
  return { value: value.slice(0, start) + next + value.slice(start), start: start + next.length, end: start + next.length };
}
