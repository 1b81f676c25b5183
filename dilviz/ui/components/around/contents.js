// The contents of a long page: its headings, also those that components draw.
import { make, makeButton } from "../shared/elements.js";

const SCROLLED = '[data-testid="stMain"]';
const BELOW_BAR = 76; // px

export function contentsMenu() {
  const list = make("nav", { ariaLabel: "Contents of this page" });
  const menu = make("details", "contents", make("summary", "", "Contents"), list);
  const close = () => (menu.open = false);
  menu.ontoggle = () => menu.open && fill(list, close);
  menu.onkeydown = (event) => {
    if (event.key === "Escape") close(); // a handler that returns false would swallow Tab and Enter
  };
  menu.onfocusout = ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) close();
  };
  return menu;
}

function fill(list, close) {
  const found = headings();
  const here = found.findLast((heading) => heading.getBoundingClientRect().top < BELOW_BAR + 40);
  const top = document.querySelector(`${SCROLLED} h1`);
  const entry = (heading, words) => {
    const button = makeButton(words, () => {
      goTo(heading);
      close();
    });
    button.className = heading.localName;
    if (heading === here) button.ariaCurrent = "location";
    return button;
  };
  list.replaceChildren(...(top ? [entry(top, "Top of the page")] : []), ...found.map((heading) => entry(heading, wordsOf(heading))));
}

// Without what stands beside a heading in small letters.
function wordsOf(heading) {
  return [...heading.childNodes].filter(({ localName }) => localName !== "small").map((node) => node.textContent).join("").trim();
}

function goTo(heading) {
  const main = document.querySelector(SCROLLED);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  main.scrollTo({ top: main.scrollTop + heading.getBoundingClientRect().top - BELOW_BAR });
}

function headings() {
  const main = document.querySelector(SCROLLED);
  return main ? headingsIn(main).filter((heading) => heading.checkVisibility()) : [];
}

function headingsIn(root) {
  return [...root.querySelectorAll("*")].flatMap((element) => {
    if (element.localName === "h2" || element.localName === "h3") return [element];
    return element.shadowRoot ? headingsIn(element.shadowRoot) : [];
  });
}
