// Earlier versions of a story: what was otherwise in each, and putting it back.

import { request } from "./api.js";
import { button, element } from "./dom.js";
import { same } from "./field_values.js";

// Lists the versions of a story each time that its list is opened.
export function handleVersions(story) {
  const box = story.form.querySelector(".versions");
  box?.addEventListener("toggle", () => box.open && show(story, box));
}

async function show(story, box) {
  const { words, fields } = story;
  await story.save();
  const versions = await request(`${story.address}/versions`).catch(() => []);
  const items = versions.map(({ time, fields: earlier }) => {
    const names = Object.keys(earlier).filter((name) => fields.box(name) && !same(earlier[name], story.saved[name]));
    return names.length ? newItem(story, box, time, names, earlier) : null;
  }).filter(Boolean);
  box.querySelector("ol").replaceChildren(...items);
  box.querySelector("p").textContent = items.length ? words.versions_help : words.no_versions;
}

function newItem(story, box, time, names, earlier) {
  const { words, fields } = story;
  const item = element("li");
  const when = new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const summary = element("summary", "", `${words.until} ${when}`);
  const details = element("details");
  details.append(summary);
  for (const name of names) details.append(element("b", "", fields.label(name)), element("blockquote", "", shown(earlier[name]) || words.was_empty));
  details.append(button(words.put_back, () => {
    story.history.together(() => names.forEach((name) => story.setField(name, earlier[name])));
    box.open = false;
    fields.focus(names[0]);
  }));
  item.append(details);
  return item;
}

// The value of a field as a text.
function shown(value) {
  return typeof value === "string" ? value : Object.values(value).map(shown).filter(Boolean).join("\n");
}
