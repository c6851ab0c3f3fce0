// The dialog that shows what would become of quotation marks and dashes, before it is done.

import { byId, element } from "./dom.js";
import { setState } from "./markup_bar.js";
import { applied, corrections } from "./typography.js";

const AROUND = 24; // characters shown on either side of a correction
const TEXTS = "textarea:not([data-control=colours]), [type=text]:not([name*='.'])";

// Shows the corrections of all texts of a story, and makes those that are chosen, as one step that can be undone.
export function showCorrections(story, words) {
  const dialog = byId("typography_dialog");
  const found = [...story.form.querySelectorAll(TEXTS)]
    .map((control) => ({ control, changes: corrections(control.value) }))
    .filter(({ changes }) => changes.length);
  const chosen = new Map(); // the changes by their check boxes
  byId("typography_list").replaceChildren(...found.map(({ control, changes }) => {
    const section = element("section");
    const list = element("ul");
    list.append(...changes.map((change) => newItem(control.value, change, chosen)));
    section.append(element("h3", "", control.labels[0].firstChild.textContent.trim()), list);
    return section;
  }));
  byId("typography_status").textContent = found.length ? words.corrections : words.no_corrections;
  byId("typography_apply").hidden = !found.length;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "apply") return;
    const isChosen = (change) => [...chosen].some(([input, other]) => other === change && input.checked);
    story.history.together(() => {
      for (const { control, changes } of found) {
        const value = applied(control.value, changes.filter(isChosen));
        if (value !== control.value) setState(control, { value, start: value.length, end: value.length });
      }
    });
  }, { once: true });
  dialog.showModal();
}

function newItem(text, change, chosen) {
  const item = element("li");
  const label = element("label", "toggle");
  const input = element("input");
  Object.assign(input, { type: "checkbox", checked: true });
  chosen.set(input, change);
  const [before, after] = [text.slice(0, change.start), text.slice(change.end)];
  const line = element("span");
  line.append(before.length > AROUND ? `…${before.slice(-AROUND)}` : before, element("del", "", text.slice(change.start, change.end)),
    element("ins", "", change.after), after.length > AROUND ? `${after.slice(0, AROUND)}…` : after);
  label.append(input, line);
  item.append(label);
  return item;
}
