// Short names for common operations on the DOM.

/**
 * The element of the page with an id. The tests tell TypeScript which there are.
 * @template {keyof PageElements} Id
 * @param {Id} id
 * @returns {PageElements[Id]}
 */
export const byId = (id) => /** @type {any} */ (document.getElementById(id));

/**
 * A new element with its classes and its text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @returns {HTMLElementTagNameMap[Name]}
 */
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
