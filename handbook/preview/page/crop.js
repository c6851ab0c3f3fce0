// What a page shows of a picture, and how large it may be printed. No document: tested without one.

/** @typedef {{ width: number, height: number }} Size */

const PER_CM = 225 / 2.54; // pixels that a print shop asks for at least, see the rule of the preflight for pictures
const LEAST = 0.01; // of a side; less than that cannot be dragged

/**
 * The part of a picture that a frame of some shape shows, in shares of its sides; a point in percent stays in sight.
 * @param {Size} picture
 * @param {Size} frame
 * @param {[number, number]} point
 */
export function cropOf(picture, frame, [x, y]) {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const width = frame.width / scale / picture.width;
  const height = frame.height / scale / picture.height;
  return { left: (1 - width) * (x / 100), top: (1 - height) * (y / 100), width, height };
}

/**
 * The direction in which a crop can be dragged: "x", "y", or none where the whole picture is shown.
 * @param {Size} crop
 */
export function axisOf({ width, height }) {
  if (1 - width > LEAST) return "x";
  return 1 - height > LEAST ? "y" : "";
}

/**
 * The point that stays in sight after a crop was moved by a share of a side of the picture.
 * @param {Size} crop
 * @param {[number, number]} point
 * @param {number} share
 * @returns {[number, number]}
 */
export function movedBy(crop, [x, y], share) {
  const axis = axisOf(crop);
  const moved = (/** @type {number} */ percent, /** @type {number} */ side) => Math.round(Math.max(0, Math.min(100, percent + (100 * share) / (1 - side))));
  return [axis === "x" ? moved(x, crop.width) : x, axis === "y" ? moved(y, crop.height) : y];
}

/**
 * How wide a crop is on the page, and how wide it can be printed sharply, in cm.
 * @param {Size} picture in pixels
 * @param {Size} frame in mm
 */
export function widthsOf(picture, frame) {
  const crop = cropOf(picture, frame, [50, 50]);
  return { shown: frame.width / 10, sharp: (crop.width * picture.width) / PER_CM };
}
