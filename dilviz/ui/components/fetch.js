// Streamlit sends a component's script anew with every change: so it is these lines, and they fetch
// the component once. Whatever arrives before it is here waits; of that, only the newest is drawn.
const newest = new WeakMap();

function fetched(file, turn = 0) {
  const address = new URL(file, document.baseURI);
  if (turn) address.search = turn; // browsers remember that an address failed
  return import(address.href).catch((problem) => {
    if (turn === 3) throw problem;
    return new Promise((wait) => setTimeout(wait, 500 * 2 ** turn)).then(() => fetched(file, turn + 1));
  });
}

const parts = Promise.all([fetched(ADDRESS), fetched(AHEAD)]).then(([{ default: draw, style }, { default: follow }]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  return { draw, follow, sheet };
});

export default async function (given) {
  const root = given.parentElement;
  newest.set(root, given);
  const { draw, follow, sheet } = await parts;
  if (newest.get(root) !== given) return undefined;
  if (root.adoptedStyleSheets[0] !== sheet) root.adoptedStyleSheets = [sheet];
  const leave = follow(given, draw);
  // Streamlit also calls this for a drawing that a newer one overtook: the component is still there.
  return () => root.isConnected || leave?.();
}
