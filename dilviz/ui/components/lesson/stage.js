// What the panel does to the page around it: it lets the figure be seen, and fits the projector's view.

const ROOT = document.documentElement;
const PROJECTED = [853, 480]; // the view is laid out at this size, then magnified to fill the window
const LEAST_ZOOM = 1.5; // 16 px become 24
const PHONE = 700;

// The page hides each figure until its name stands here: see dilviz/ui/lesson_views.py.
export function showFigure(name) {
  const shown = new Set((ROOT.dataset.lesson ?? "").split(" "));
  ROOT.dataset.lesson = [...shown.add(name)].join(" ");
}

export function fitProjector() {
  const fit = () => {
    const zoom = Math.max(LEAST_ZOOM, Math.min(innerWidth / PROJECTED[0], innerHeight / PROJECTED[1]));
    ROOT.style.setProperty("--lesson-zoom", innerWidth < PHONE ? 1 : zoom.toFixed(3));
  };
  fit();
  addEventListener("resize", fit);
  return () => removeEventListener("resize", fit);
}

export function goToFigure() {
  document.querySelector(".st-key-lesson-figure")?.scrollIntoView();
}
