// A page's picture, whole and ready to be shown; null while there is none.
export async function picture({ part, page }, width, there = null) {
  if (!part.name) return null;
  const sent = part.width === width && part.pictures[page]; // it came with the news
  const name = sent ? sent.name : `${part.name}/${page}/${width}`;
  if (there?.dataset.name === name) return there;
  const image = new Image();
  image.alt = "";
  image.dataset.name = name;
  image.src = sent?.data ? `data:image/jpeg;base64,${sent.data}` : `picture/${part.name}/${page}/${width}.jpg`;
  try {
    await image.decode();
  } catch {
    return null; // it has been replaced already; news of that is on its way
  }
  return image;
}
