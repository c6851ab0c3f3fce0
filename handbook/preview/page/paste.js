// What is pasted from Word or a mail, as a text with markup: paragraphs, lists, quotes, emphasis, strong and links.

import { joinedBlocks } from "./blocks.js";
import { serialize } from "./emphasis.js";
import { completeAddress } from "./links.js";

const BULLET = "[•·▪‣◦●○■□➢✓✔❖\uf0a7\uf0b7]";
const TYPED_ITEM = new RegExp(`^\\s*(?:${BULLET}[ \\t\u00a0]*|[-–o][\\t\u00a0][ \\t\u00a0]*)(?=\\S)`);
const NUMBER = /^\s*(\d{1,3})[.)]/;
const KEPT_LINK = /^(https?:\/\/[^/\s]|mailto:[^\s@]+@)/i;
const LETTER = /\]\(|[\s\S]/g;
const BREAK = "\v"; // a line that ends within a paragraph
const BLOCKS = new Set("address,article,blockquote,body,center,dd,div,dl,dt,figure,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,tbody,td,th,thead,tr,ul".split(","));
const UNREAD = new Set("head,script,style,template,title,meta,link,del".split(","));
// Elements whose form the book cannot have, by its name in the words of the page; their text is kept.
const LEFT_OUT = { img: "picture", svg: "picture", table: "table", u: "underline", s: "struck", strike: "struck", sub: "raised", sup: "raised", mark: "colour" };

// The markup of the body of an HTML document, its blocks, and the names of what is left out.
export function fromHtml(body) {
  const reader = { blocks: [], leftOut: new Set(), block: null };
  read(reader, body, { kind: "text", depth: 0 });
  const blocks = reader.blocks.map(written).filter(({ lines }) => lines[0]);
  return { blocks, text: joinedBlocks(blocks), leftOut: [...reader.leftOut] };
}

// The markup of a plain text in which lines begin with bullets; null if none do.
export function fromText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (!lines.some((line) => TYPED_ITEM.test(line))) return null;
  const result = [];
  let inList = false;
  for (const line of lines) {
    const isItem = TYPED_ITEM.test(line);
    if (isItem !== inList && result.at(-1)?.trim() && line.trim()) result.push("");
    inList = isItem || (inList && !line.trim());
    result.push(line.replace(TYPED_ITEM, "- "));
  }
  return result.join("\n");
}

// A text with another one in the place of what is selected; whole blocks are kept apart from the text around them.
export function pasted({ value, start, end }, { blocks, text }) {
  const [before, after] = [value.slice(0, start), value.slice(end)];
  const isApart = (block) => blocks.length > 1 && block.kind !== "text";
  const gapBefore = before.trim() && isApart(blocks[0]) && !before.endsWith("\n\n") ? "\n\n" : "";
  const gapAfter = after.trim() && isApart(blocks.at(-1)) && !after.startsWith("\n\n") ? "\n\n" : "";
  const upToText = (gapBefore ? before.trimEnd() : before) + gapBefore + text;
  const whole = upToText + gapAfter + (gapAfter ? after.trimStart() : after);
  return { value: whole, start: upToText.length, end: upToText.length };
}

function read(reader, node, form) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) addText(reader, child.data, form);
    else if (child.nodeType === 1) readElement(reader, child, form);
  }
}

function readElement(reader, node, form) {
  const name = node.localName;
  const style = node.getAttribute("style") || "";
  if (UNREAD.has(name) || /mso-list:\s*ignore|display:\s*none/i.test(style)) return;
  if (LEFT_OUT[name]) reader.leftOut.add(LEFT_OUT[name]);
  if (/^h[1-6]$/.test(name)) reader.leftOut.add("heading");
  if (name === "br") {
    addText(reader, BREAK, form);
    return;
  }
  const inner = { ...form, ...formOf(reader, node, name, style, form) };
  if (BLOCKS.has(name)) {
    reader.block = null;
    read(reader, node, { ...inner, ...blockOf(reader, node, name, style, inner) });
    reader.block = null;
  } else read(reader, node, inner);
}

// The form of letters that an element gives: its style says more than its name.
function formOf(reader, node, name, style, { link }) {
  const form = {};
  const weight = /(?:^|;)\s*font-weight:\s*([\w-]+)/i.exec(style)?.[1];
  const slant = /(?:^|;)\s*font-style:\s*([\w-]+)/i.exec(style)?.[1];
  if (/^(b|strong)$/.test(name) || /^h[1-6]$/.test(name)) form.strong = !/^h/.test(name);
  if (/^(i|em|cite)$/.test(name)) form.emphasis = true;
  if (weight) form.strong = /^(bold|bolder|[6-9]00)$/.test(weight);
  if (slant) form.emphasis = /^(italic|oblique)/.test(slant);
  if (!link && name !== "a" && /text-decoration[^;]*underline/i.test(style)) reader.leftOut.add("underline");
  if (/text-decoration[^;]*line-through/i.test(style)) reader.leftOut.add("struck");
  if (/mso-highlight|background(-color)?:\s*(yellow|lime|aqua|#?ff)/i.test(style)) reader.leftOut.add("colour");
  const address = name === "a" && node.getAttribute("href");
  if (address && KEPT_LINK.test(address)) form.link = completeAddress(address);
  else if (address) reader.leftOut.add(/^#?_?(ftn|edn|_ftn|_edn)/.test(address.replace("#", "")) ? "note" : "link");
  return form;
}

// What block an element begins.
function blockOf(reader, node, name, style, { kind, depth }) {
  if (name === "blockquote") return { kind: "quote" };
  if (name === "ul" || name === "ol") {
    if (depth) reader.leftOut.add("levels");
    return { list: name === "ol" ? { number: Number(node.getAttribute("start")) || 1 } : {}, depth: depth + 1 };
  }
  if (name === "li") return { kind: "item" };
  if (/mso-list:\s*l\d/i.test(style)) { // an item of Word, whose sign stands in a part that is not read
    if (!/level1\b/.test(style)) reader.leftOut.add("levels");
    const sign = [...node.querySelectorAll("[style]")].find((each) => /mso-list:\s*ignore/i.test(each.getAttribute("style")));
    const number = NUMBER.exec(sign?.textContent || "")?.[1];
    return { kind: "item", list: number ? { number: Number(number) } : {}, isWord: true };
  }
  return { kind };
}

function addText(reader, data, { kind, list, strong, emphasis, link, isWord }) {
  const text = data === BREAK ? data : data.replace(/[ \t\r\n\f\u00a0]+/g, " ");
  if (!reader.block) {
    if (!text.trim() && text !== BREAK) return;
    const number = kind === "item" && list?.number;
    if (number && !isWord) list.number++;
    reader.block = { kind, sign: number ? `${number}. ` : { item: "- ", quote: "> ", text: "" }[kind], runs: [] };
    reader.blocks.push(reader.block);
  }
  reader.block.runs.push({ text, strong: Boolean(strong), emphasis: Boolean(emphasis), link });
}

// A block with its lines; a bullet that was typed by hand makes it an item.
function written({ kind, sign, runs }) {
  const source = serialize(lettersOf(runs)).text;
  const text = source.replace(/ +/g, " ").replace(/ ?\v ?/g, "\n").replace(/\n{2,}/g, "\n\n").trim();
  const marker = /^- /.exec(text) || TYPED_ITEM.exec(text);
  if (kind === "text" && marker) return { kind: "item", sign: "- ", lines: text.slice(marker[0].length).split("\n") };
  const safe = text.replace(/^(#{1,6} |[>+] |={2,}$)/, "\\$1");
  return { kind, sign, lines: (kind === "text" ? safe : safe.replace(/\n+/g, "\n")).split("\n") };
}

function lettersOf(runs) {
  const letters = [];
  let link; // of the letter before
  let around = {}; // the form of the brackets of a link: that of all its letters
  for (const [index, { text, strong, emphasis, link: address }] of [...runs, { text: "" }].entries()) {
    const form = { strong, emphasis };
    if (address !== link) {
      if (link) letters.push({ letter: `](${link})`, ...around });
      const others = runs.slice(index);
      const length = others.findIndex((each) => each.link !== address);
      const linked = others.slice(0, length < 0 ? undefined : length);
      around = { strong: linked.every((each) => each.strong), emphasis: linked.every((each) => each.emphasis) };
      if (address) letters.push({ letter: "[", ...around });
      link = address;
    }
    for (const [letter] of text.matchAll(LETTER)) {
      const meansMarkup = /[\\*`]/.test(letter) || letter === "](";
      letters.push({ letter: meansMarkup ? `\\${letter}` : letter, ...form });
    }
  }
  return letters;
}
