// What the panel does to the page around it: it lets the figure be seen, and says in which view it is.

const ROOT = document.documentElement;

// The page hides each figure until its name stands here: see dilviz/ui/lesson/views.py.
export function showFigure(name) {
  ROOT.dataset.lesson = [...namesShown().add(name)].join(" ");
}

export function hideFigure(name) {
  ROOT.dataset.lesson = [...namesShown()].filter((shown) => shown !== name).join(" ");
}

export function hideFigures() {
  delete ROOT.dataset.lesson;
}

function namesShown() {
  return new Set((ROOT.dataset.lesson ?? "").split(" ").filter(Boolean));
}

// The page is dressed for what stands here, before it has run itself.
export function standAt({ figure, view }) {
  ROOT.dataset.lessonAt = figure;
  ROOT.dataset.lessonView = view;
}

// Whether the panel has the whole page for itself.
export function standAlone(alone) {
  ROOT.toggleAttribute("data-lesson-alone", alone);
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
  standAlone(false);
}

export function goToFigure() {
  document.querySelector(".st-key-lesson-figure")?.scrollIntoView();
}
