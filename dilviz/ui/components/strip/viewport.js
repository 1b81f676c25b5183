// Which part of a picture is in sight: a zoom and the middle, as shares of the picture.

const LARGEST_ZOOM = 16;

export function viewport() {
  return {
    zoom: 1,
    x: 0.5,
    y: 0.5,
    zoomBy(factor) {
      this.zoom = Math.min(Math.max(this.zoom * factor, 1), LARGEST_ZOOM);
      this.moveBy(0, 0);
    },
    // Moves by shares of what is in sight.
    moveBy(right, down) {
      const half = 0.5 / this.zoom;
      this.x = Math.min(Math.max(this.x + right / this.zoom, half), 1 - half);
      this.y = Math.min(Math.max(this.y + down / this.zoom, half), 1 - half);
    },
    reset() {
      Object.assign(this, { zoom: 1, x: 0.5, y: 0.5 });
    },
  };
}

// Puts every picture of a strip to the same place.
export function settle({ tiles, view, words }) {
  const { zoom, x, y } = view;
  for (const image of tiles.querySelectorAll("img")) {
    image.style.transform = `translate(${(0.5 - x * zoom) * 100}%, ${(0.5 - y * zoom) * 100}%) scale(${zoom})`;
    image.style.imageRendering = zoom > 2 ? "pixelated" : "";
  }
  tiles.classList.toggle("zoomed", zoom > 1);
  words.textContent = zoom > 1 ? `${zoom} ×, drag to move` : "";
}
