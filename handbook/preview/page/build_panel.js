// The build of the products: its progress, its output, and the products to download.

import { byId, element } from "./dom.js";

// Shows a "build" event.
export function renderBuild(words, { running, lines, exit_code: exitCode, products }) {
  const panel = byId("products");
  const ended = byId("build").disabled && !running;
  panel.hidden = !(running || exitCode !== null || products.length);
  if (running) panel.open = true;
  byId("build").disabled = running;
  byId("build_progress").hidden = !running;
  byId("build_status").textContent = running ? `${words.building} ${lines.at(-1) || ""}` : outcome(words, exitCode);
  byId("build_status").classList.toggle("bad", Boolean(exitCode));
  const log = byId("build_log");
  log.hidden = !lines.length;
  log.open = Boolean(exitCode) && !running;
  log.querySelector("pre").textContent = lines.join("\n");
  byId("product_list").replaceChildren(...(running ? [] : products.map(productItem)));
  if (ended) panel.scrollIntoView({ block: "nearest" });
}

function outcome(words, exitCode) {
  if (exitCode === null) return words.older;
  return exitCode ? words.unbuilt : words.built;
}

function productItem({ name, size }) {
  const item = element("li");
  const link = element("a", "", name);
  link.href = `product/${encodeURIComponent(name)}`;
  link.download = name;
  item.append(link, ` ${Math.ceil(size / 1000)} kB`);
  return item;
}
