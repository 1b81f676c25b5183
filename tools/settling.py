"""Wait in a browser until a page of the app is idle: for the browser tests and the benchmarks."""

PATIENCE = 60_000  # milliseconds; only a page that hangs comes near

# The script must rest for a while: a component that mounts may start it once more.
AT_REST = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = !app
    || app.getAttribute('data-test-script-state') !== 'notRunning'
    || app.getAttribute('data-test-connection-state') !== 'CONNECTED'
    || document.querySelector('[data-testid="stSkeleton"]');
  if (busy) { window.__restingSince = null; return false; }
  window.__restingSince ??= performance.now();
  return performance.now() - window.__restingSince > 500;
}"""


def settled(page):
    """Wait until the page is connected, its script has run and stays at rest; return the page."""
    page.evaluate("() => { window.__restingSince = null; }")
    page.wait_for_function(AT_REST, timeout=PATIENCE)
    return page
