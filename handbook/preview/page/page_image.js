/**
 * The image of a page of a section, decoded and ready to be shown; null if there is none.
 * @param {{ section: any, page: number }} page
 * @param {number} height in px
 * @param {HTMLImageElement | null} current the element that shows the page now: it is returned if its image is the same
 */
export async function pageImage({ section, page }, height, current = null) {
  if (!section.document) return null;
  const sent = section.height === height && section.images[page]; // it came with the event
  const key = sent ? sent.key : `${section.document}/${page}/${height}`;
  if (current?.dataset.key === key) return current;
  const image = new Image();
  image.alt = "";
  image.dataset.key = key;
  image.src = sent?.data ? `data:image/jpeg;base64,${sent.data}` : `image/${section.document}/${page}/${height}.jpg`;
  try {
    await image.decode();
  } catch {
    return null; // this layout has been replaced; the event that says so is on its way
  }
  return image;
}

// What takes the place of an image until there is one.
export function placeholderImage() {
  const image = document.createElement("img");
  image.alt = "";
  return image;
}
