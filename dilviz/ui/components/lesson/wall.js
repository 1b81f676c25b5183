// A projector shows a step without scrolling: the page is magnified to fill the window, and each of
// its halves shrinks until it fits.

const PAGE = document.documentElement;
const LAID_OUT = [853, 480]; // then magnified: 16 px are 24 at 1280 x 720
const PHONE = 700;
const SMALLEST = 0.5;
const STEP = 0.04;
const BELOW = 8; // px that stay free at the lower edge

// Returns what ends it.
export function fitWall() {
  const watch = new ResizeObserver(() => requestAnimationFrame(fit));
  const look = () => document.querySelectorAll(HALVES).forEach((half) => watch.observe(half));
  const changes = new MutationObserver(look);
  const halves = document.querySelector("[data-testid=stMain]");
  if (halves) changes.observe(halves, { childList: true, subtree: true });
  addEventListener("resize", fit);
  look();
  fit();
  return () => {
    watch.disconnect();
    changes.disconnect();
    removeEventListener("resize", fit);
  };
}

const HALVES = "[data-testid=stMain] [data-testid=stColumn] > *";

function fit() {
  const zoom = Math.min(innerWidth / LAID_OUT[0], innerHeight / LAID_OUT[1]);
  PAGE.style.setProperty("--lesson-zoom", innerWidth < PHONE ? 1 : zoom.toFixed(3));
  if (PAGE.dataset.lessonView !== "projector" || innerWidth < PHONE) return;
  const [words, picture] = document.querySelectorAll(HALVES);
  if (words) fitWords(words);
  if (picture?.offsetHeight) fitPicture(picture);
}

// Words are set anew at each size: smaller ones need fewer lines.
function fitWords(half) {
  for (let size = 1; size >= SMALLEST; size -= STEP) {
    PAGE.style.setProperty("--lesson-words", size.toFixed(2));
    if (roomFor(half) >= 0) return;
  }
}

// A picture keeps its shape.
function fitPicture(half) {
  const now = Number(PAGE.style.getPropertyValue("--lesson-picture")) || 1;
  const { top, height } = half.getBoundingClientRect();
  const size = Math.min(1, Math.max(SMALLEST, (now * (innerHeight - BELOW - top)) / height));
  if (Math.abs(size - now) > 0.01) PAGE.style.setProperty("--lesson-picture", size.toFixed(3));
}

function roomFor(half) {
  return innerHeight - BELOW - half.getBoundingClientRect().bottom;
}
