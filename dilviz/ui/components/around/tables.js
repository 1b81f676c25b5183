// A table of Streamlit's that does not fit scrolls in its place, by keys as well: not the page with it.
const TABLES = '[data-testid="stTable"], [data-testid="stMarkdownContainer"]:has(> table)'; // as in frame.css

export function letTablesScroll() {
  for (const box of document.querySelectorAll(TABLES)) {
    const isWider = box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("sideways", isWider); // frame.css says how to see the rest
    if (!isWider) box.removeAttribute("tabindex");
    else Object.assign(box, { tabIndex: 0, role: "region", ariaLabel: "Table, scrolls sideways" });
  }
}
