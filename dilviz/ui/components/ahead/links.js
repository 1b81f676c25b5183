// The link as it changes: by Streamlit's controls, or by a component that knows what it will be.
const CHANGED = "dilviz-link"; // its detail: names and values that the link is about to have

export function linkNow() {
  return new URLSearchParams(location.search);
}

export function onLink(act) {
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name];
    history[name] = function (...given) {
      write.apply(this, given);
      act(linkNow());
    };
  }
  addEventListener("popstate", () => act(linkNow()));
  addEventListener(CHANGED, ({ detail }) => act(withChanges(linkNow(), detail)));
}

function withChanges(query, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  return query;
}
