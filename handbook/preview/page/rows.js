// A list of groups in a form: a row of controls for each, which can be added, moved and taken out.

// The rows in the box of a field.
export function readRows(box) {
  return [...box.querySelectorAll(".rows > li")];
}

// Makes as many rows as there are values, and writes each with write(row, value).
export function writeRows(box, values, write) {
  const list = box.querySelector(".rows");
  while (list.children.length > values.length) list.lastElementChild.remove();
  while (list.children.length < values.length) list.append(newRow(box));
  numberRows(box);
  values.forEach((value, index) => write(list.children[index], value));
}

// Does what a button of the list asks; returns the control or button that gets the focus then, or null.
export function changeRows(target) {
  const box = target.closest("[data-input]");
  const list = box.querySelector(".rows");
  const row = target.closest("li");
  const action = target.dataset.row;
  let focus = target;
  if (action === "add") focus = list.appendChild(newRow(box)).querySelector("[name]");
  else if (action === "remove") {
    focus = (row.nextElementSibling || row.previousElementSibling)?.querySelector("[name]") || box.querySelector("[data-row=add]");
    row.remove();
  } else if (action === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
  else if (action === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
  numberRows(box);
  if (focus.disabled) focus = row.querySelector("[data-row]:enabled"); // it cannot move further
  return focus;
}

function newRow(box) {
  return box.querySelector("template").content.firstElementChild.cloneNode(true);
}

// Gives the controls of each row its number.
function numberRows(box) {
  readRows(box).forEach((row, index) => {
    for (const node of row.querySelectorAll("[name], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = node.getAttribute(attribute);
        if (value) node.setAttribute(attribute, value.replace(/\.\d+\./, `.${index}.`));
      }
    }
    row.querySelector("[data-row=up]").disabled = index === 0;
    row.querySelector("[data-row=down]").disabled = !row.nextElementSibling;
  });
}
