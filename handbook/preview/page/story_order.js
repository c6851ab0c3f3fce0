// The order of the stories: pure functions on their slugs.

/**
 * The slugs with one of them moved by some places.
 * @param {string[]} slugs
 * @param {string} slug
 * @param {number} step
 */
export function movedPlaces(slugs, slug, step) {
  const place = Math.max(0, Math.min(slugs.indexOf(slug) + step, slugs.length - 1));
  const others = slugs.filter((other) => other !== slug);
  return [...others.slice(0, place), slug, ...others.slice(place)];
}

/**
 * The slugs with one of them before another, or at the end.
 * @param {string[]} slugs
 * @param {string} slug
 * @param {string} next
 */
export function movedBefore(slugs, slug, next) {
  if (slug === next) return slugs;
  const others = slugs.filter((other) => other !== slug);
  const place = next ? others.indexOf(next) : others.length;
  return [...others.slice(0, place), slug, ...others.slice(place)];
}

/**
 * The slugs of stories by their first themes, in the order of the themes; those without a theme last.
 * @param {{ slug: string, theme: string }[]} stories
 * @param {string[]} themes
 */
export function byTheme(stories, themes) {
  const placeOf = (/** @type {{ theme: string }} */ { theme }) => (themes.includes(theme) ? themes.indexOf(theme) : themes.length);
  return [...stories].sort((one, other) => placeOf(one) - placeOf(other)).map(({ slug }) => slug);
}
