// Where the server is. Unasked, Streamlit looks below the page first, as in /stack/_stcore/health, and
// every console has two errors. What the page is served with wins, as of a host that says so itself.
export function sayWhereTheServerIs() {
  window.__streamlit ??= { BACKEND_BASE_URL: new URL(".", location.href).href };
}
