// The paragraphs, items and quotes of a text with markup. A state is a text with what is selected: { value, start, end }.

const ITEM = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const QUOTE = /^[ \t]*>[ \t]?/;
const PREFIX = { item: ITEM, quote: QUOTE, text: /^/ };
const WRAPPED = 60; // characters of a line that was broken because it was full

// The blocks of a text: each its kind ("text", "item" or "quote"), its lines without signs, and where it starts and ends.
export function blocksOf(value) {
  const blocks = [];
  let place = 0;
  let last = null; // the block that the line before belongs to
  for (const line of value.split("\n")) {
    const end = place + line.length;
    const bare = line.replace(QUOTE, "");
    const kind = last?.kind === "text" ? "text" : QUOTE.test(line) ? "quote" : ITEM.test(line) ? "item" : last?.kind || "text";
    if (!bare.trim()) last = null;
    else if (!last || kind !== last.kind || (kind === "item" && ITEM.test(line))) {
      last = { kind, start: place, end, lines: [line.replace(PREFIX[kind], "")], sign: line.match(PREFIX[kind])[0] };
      blocks.push(last);
    } else {
      last.lines.push(kind === "quote" ? bare : line);
      last.end = end;
    }
    place = end + 1;
  }
  return blocks;
}

// Where the parts of a selection lie that are each within one block and, in a quote, in one line; signs are outside.
export function segmentsIn(value, start, end) {
  const segments = [];
  for (const block of blocksOf(value).filter((each) => each.start < end && each.end > start)) {
    let place = block.start;
    if (block.kind !== "quote") segments.push([place + block.sign.length, block.end]);
    else {
      for (const line of value.slice(block.start, block.end).split("\n")) {
        segments.push([place + line.match(QUOTE)?.[0].length || place, place + line.length]);
        place += line.length + 1;
      }
    }
  }
  return segments;
}

// Makes the selected paragraphs items or quotes, or plain paragraphs if all of them are that already.
export function toggleBlocks(state, kind) {
  const { value } = state;
  const blocks = kind === "item" ? withShortLinesApart(value, blocksOf(value)) : blocksOf(value);
  const touched = blocks.filter(({ start, end }) => start <= state.end && end >= state.start);
  if (!touched.length) return inserted(state, kind);
  const wanted = touched.every((block) => block.kind === kind) ? "text" : kind;
  const [first, last] = [touched[0], touched.at(-1)];
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
  const [start, end] = [[first, places[0], anchors[0]], [last, places.at(-1), anchors[1]]].map(([block, place, offset]) =>
    place + sourceOffset(block, offset));
  return { value: text + rest, start, end: Math.max(start, end) };
}

// A sign on an empty line, after which the item or the quote is typed.
function inserted({ value, start }, kind) {
  const sign = kind === "item" ? "- " : "> ";
  const before = value.slice(0, start).replace(/\s+$/, "");
  const text = (before && `${before}\n\n`) + sign;
  const after = value.slice(start).replace(/^\s+/, "");
  return { value: text + (after && `\n\n${after}`), start: text.length, end: text.length };
}

// The blocks, with each line of a paragraph of short lines apart: none of them was broken because it was full.
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

// The text of blocks one below the other.
export function joinedBlocks(blocks) {
  return blocks.map((block, index) => (index ? gap(blocks[index - 1], block) : "") + written(block)).join("");
}

function gap(one, other) {
  if (one.kind === "item" && other.kind === "item") return isNumber(one) === isNumber(other) ? "\n" : "\n\n";
  return one.kind === "quote" && other.kind === "quote" ? "\n>\n" : "\n\n";
}

function isNumber({ sign }) {
  return /\d/.test(sign);
}

function written({ kind, sign, lines }) {
  return kind === "quote" ? lines.map((line) => `> ${line}`).join("\n") : sign + lines.join("\n");
}

// How many letters of a block stand before a place in the text, signs not counted.
function contentOffset(value, block, place) {
  const lines = value.slice(block.start, Math.max(block.start, Math.min(place, block.end))).split("\n");
  const isSigned = (index) => index === 0 || block.kind === "quote";
  return lines.map((line, index) => (isSigned(index) ? line.slice(block.sign.length) : line)).join("\n").length;
}

function sourceOffset(block, offset) {
  const lines = block.lines.join("\n").slice(0, offset).split("\n").length - 1;
  return offset + block.sign.length * (block.kind === "quote" ? lines + 1 : 1);
}

// What Enter makes at the end of an item: the sign of the next one; after an empty item no sign. Null elsewhere.
export function afterEnter({ value, start, end }) {
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const [line, sign] = [value.slice(first, start), value.slice(first, start).match(ITEM)?.[0]];
  if (start !== end || !sign || (value[start] ?? "\n") !== "\n") return null;
  if (line === sign) return { value: value.slice(0, first) + value.slice(start), start: first, end: first };
  const next = `\n${sign.replace(/\d+/, (number) => Number(number) + 1)}`;
  return { value: value.slice(0, start) + next + value.slice(start), start: start + next.length, end: start + next.length };
}
