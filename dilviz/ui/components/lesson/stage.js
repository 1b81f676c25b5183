// What the panel does to the page around it: it lets the figure be seen, and fits the projector's view.

const ROOT = document.documentElement;
const PROJECTED = [853, 480]; // the view is laid out at this size, then magnified to fill the window
const LEAST_ZOOM = 1.5; // 16 px become 24
const PHONE = 700;

// The page hides each figure until its name stands here: see dilviz/ui/lesson/views.py.
export function showFigure(name) {
  const shown = new Set((ROOT.dataset.lesson ?? "").split(" "));
  ROOT.dataset.lesson = [...shown.add(name)].join(" ");
}

// The page is dressed for what stands here, before it has run itself.
export function standAt({ figure, projector }) {
  ROOT.dataset.lessonAt = figure;
  ROOT.dataset.lessonView = projector ? "projector" : "usual";
}

// The heading stands outside, and is Streamlit's: it comes with the page and is named ahead of it,
// in its one text node, which the page writes over. Screen readers and keyboards begin each step
// there; whoever is in the panel already stays there.
export function nameStage(title, panel) {
  const heading = document.querySelector("[data-testid=stMain] h1");
  if (!heading) return;
  const words = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode();
  if (words) words.nodeValue = title;
  if (panel.getRootNode().activeElement) return;
  heading.tabIndex = -1;
  heading.style.outline = "none";
  heading.focus({ preventScroll: true });
  document.querySelector("[data-testid=stMain]").scrollTo({ top: 0 });
}

export function leaveStage() {
  delete ROOT.dataset.lessonAt;
  delete ROOT.dataset.lessonView;
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
