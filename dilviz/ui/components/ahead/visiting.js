// Every way to a page of the app is its address: the navigation bar and links in the text go there
// as Back and Forward do, without loading anything anew, and the address alone says what is shown.
// A page is found as it was left: the browser keeps its last link until the tab is closed.
const PAGES = SITE_ADDRESSES; // filled in by the server: the addresses of the pages
const KEPT = "dilviz link of ";

export function keepLink() {
  sessionStorage.setItem(KEPT + location.pathname, location.search);
}

export function visitByAddress() {
  addEventListener("click", (event) => {
    const link = event.composedPath().find((element) => element.localName === "a" && element.href);
    if (!link || !isPlain(event) || link.download || isEmbedded()) return;
    const address = new URL(link.href, document.baseURI);
    if (!isPage(address) || isShown(address)) return;
    event.preventDefault();
    event.stopPropagation();
    visit(address);
    closeMenu(link);
  }, { capture: true });
}

// As Back does: Streamlit runs the page again, and its link decides all that the page shows.
export function showAddress() {
  const { href } = location;
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search); // Streamlit would only scroll
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  if (href !== location.href) history.replaceState(history.state, "", href);
}

function visit(address) {
  if (!address.search) address.search = sessionStorage.getItem(KEPT + address.pathname) ?? "";
  History.prototype.pushState.call(history, {}, "", address); // links.js keeps Streamlit from it
  showAddress();
}

function isPlain({ button, altKey, ctrlKey, metaKey, shiftKey }) {
  return button === 0 && !(altKey || ctrlKey || metaKey || shiftKey);
}

function isEmbedded() {
  return new URLSearchParams(location.search).get("embed") === "true";
}

function isPage({ origin, pathname }) {
  return origin === location.origin && PAGES.some((page) => new URL(page || ".", document.baseURI).pathname === pathname);
}

function isShown({ pathname, search, hash }) {
  return pathname === location.pathname && (hash || search === location.search);
}

// On a narrow screen the bar is a menu over the page.
function closeMenu(link) {
  const menu = link.closest('[data-testid="stSidebar"]');
  if (menu && menu.offsetWidth > innerWidth / 2) menu.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}
