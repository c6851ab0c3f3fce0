// Links in a text with markup.

/** @typedef {import("./blocks.js").State} State */

const LINK = /\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)/g;

/**
 * The link that the selection lies in: its text, its address, and where it starts and ends; else null.
 * @param {State} state
 */
export function linkAt({ value, start, end }) {
  for (const { 0: source, 1: text, 2: address, index } of value.matchAll(LINK)) {
    if (index <= start && index + source.length >= end) return { text, address, start: index, end: index + source.length };
  }
  return null;
}

/**
 * Makes a link of what is selected, or changes the link there; without an address it is a plain text again.
 * @param {State} state
 * @param {string} text
 * @param {string} address
 * @returns {State}
 */
export function withLink(state, text, address) {
  const { start, end } = linkAt(state) || state;
  const shown = text.trim().replace(/\s+/g, " ") || address.trim();
  const link = address.trim() ? `[${shown}](${completeAddress(address)})` : shown;
  const place = start + (address.trim() ? 1 : 0);
  return { value: state.value.slice(0, start) + link + state.value.slice(end), start: place, end: place + shown.length };
}

/**
 * An address as the book can have it: what is typed without "https://" or "mailto:" gets it.
 * @param {string} typed
 */
export function completeAddress(typed) {
  const address = typed.trim().replace(/[\s()<>\\]/g, (sign) => (sign === "\\" ? "%5C" : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`));
  if (/^(https?:\/\/|mailto:)/i.test(address)) return address;
  return /^[^@/]+@[^@/]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
