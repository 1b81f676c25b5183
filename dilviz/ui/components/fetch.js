// Streamlit sends a component's script anew with every change: so it is these lines, and they fetch
// the component once. Whatever arrives before it is here waits; of that, only the newest is drawn.
const newest = new WeakMap();

function fetched(turn = 0) {
  const address = new URL(ADDRESS, document.baseURI);
  if (turn) address.search = turn; // browsers remember that an address failed
  return import(address.href).catch((problem) => {
    if (turn === 3) throw problem;
    return new Promise((wait) => setTimeout(wait, 500 * 2 ** turn)).then(() => fetched(turn + 1));
  });
}

const component = fetched().then(({ default: draw, style }) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  return { draw, sheet };
});

export default async function (given) {
  const root = given.parentElement;
  newest.set(root, given);
  const { draw, sheet } = await component;
  if (newest.get(root) !== given) return undefined;
  if (root.adoptedStyleSheets[0] !== sheet) root.adoptedStyleSheets = [sheet];
  return draw(given);
}
