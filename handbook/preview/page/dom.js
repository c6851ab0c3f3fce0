// Short names for common operations on the DOM.

export const byId = (id) => document.getElementById(id);

// A new element with its classes and its text.
export function element(name, classes = "", text = "") {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  if (text) node.textContent = text;
  return node;
}

// A new button that does not submit a form.
export function button(text, onClick, classes = "") {
  const node = element("button", classes, text);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}
