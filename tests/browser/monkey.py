"""Somebody who presses, types, loads and goes back at random, on all pages."""

import random
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error

from dilviz.ui.site import SITE

PATIENCE = 60_000  # milliseconds
ON_ITS_WAY = 500  # milliseconds until what was pressed or typed has changed fields and link
ATTEMPTS = 40  # to find a page in order: a press may still be on its way
# What can be pressed and is in sight: on this page, or leading to another one of the app.
PRESSED = """(pages) => {
  const found = [];
  const inside = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) inside(element.shadowRoot);
      const link = element.localName === "a" && element.href;
      const here = link && new URL(link).origin === location.origin
        && pages.includes(new URL(link).pathname.slice(1)) && !element.download;
      const pressed = here || element.matches("button:not(:disabled), summary, [role=radio], .pad");
      const shown = element.checkVisibility() && !/camera/i.test(element.textContent);
      if (pressed && shown) found.push(element);
    }
  };
  inside(document.body);
  return found;
}"""
FIELDS = """(kinds) => {
  const found = [];
  const inside = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) inside(element.shadowRoot);
      const open = element.matches(kinds) && !element.disabled;
      if (open && element.checkVisibility()) found.push(element);
    }
  };
  inside(document.body);
  return found;
}"""
AT_REST = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = app?.getAttribute('data-test-script-state') !== 'notRunning'
    || app.getAttribute('data-test-connection-state') !== 'CONNECTED'
    || document.querySelector('[data-testid="stSkeleton"]');
  if (busy) { window.__idle = null; return false; }
  window.__idle ??= performance.now();
  return performance.now() - window.__idle > 150;
}"""
# Widgets that are bound to the link: their names, with what they hold. What is being typed into
# the one with the focus counts when it is left.
BOUND = """() => Object.fromEntries(
  [...document.querySelectorAll("[class*=st-key-]")].flatMap((box) => {
  const name = [...box.classList].find((one) => one.startsWith("st-key-")).slice(7);
  const input = box.querySelector("input[type=text], input[type=range]");
  const counts = input && input !== document.activeElement;
  const lists = "[data-testid=stSelectbox], [data-testid=stMultiSelect]"; // there one searches
  return counts && !box.querySelector(lists) ? [[name, input.value]] : [];
}))"""
# Grey are the figures of a network that the line no longer holds, and a sentence says so.
GREY = """() => {
  const figures = document.querySelector(".st-key-figures");
  return figures && getComputedStyle(figures).filter !== "none";
}"""
WORDS = """(one) => (one.ariaLabel || one.textContent || one.className.baseVal || '')
  .trim().slice(0, 40)"""
TYPED = (
    *("conv3, conv3 d2", "cnv3", "3*conv3", "", "9", "0", "-3", "1e9", "224x320", "1, 2, 4"),
    *("[conv1 | conv3 d6]", "<b>x</b>", "'; --", "½", "conv3 d99999", "nan", "7", "{", "maxpool2"),
)
KEYS = ("Tab", "Enter", "Space", "Escape", "ArrowRight", "ArrowLeft", "ArrowDown", "n", "r", "Home")
FILES = (
    {"name": "a.json", "mimeType": "application/json", "buffer": b"{"},
    {
        "name": "b.json",
        "mimeType": "application/json",
        "buffer": b'{"input": "x", "output": "a", "nodes": '
        b'[{"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": 3}]}',
    },
    {"name": "c.onnx", "mimeType": "application/octet-stream", "buffer": b"\\x08\\x07"},
    {"name": "d.png", "mimeType": "image/png", "buffer": b"\\x89PNG no picture"},
)


class Monkey:
    """Acts on one page of a browser; `did` lists what it did, for whoever reads a failure."""

    def __init__(self, opened, seed):
        self.opened = opened
        self.chance = random.Random(seed)
        self.did = []
        self.acts = [self.press] * 9 + [self.type] * 4 + [self.key] * 3 + [self.choose, self.load]
        self.acts += [self.visit, self.back, self.back, self.forward, self.reload]

    def act(self):
        """Do one thing, and wait until the page rests."""
        act = self.chance.choice(self.acts)
        self.did.append(act.__name__)
        try:
            act()
        except Error as error:  # what was chosen has gone, or lies under something else
            if "Timeout" not in str(error) and "not attached" not in str(error):
                raise
            self.did[-1] += " (in vain)"
        self.opened.wait_for_function(AT_REST, timeout=PATIENCE)

    def press(self):
        """Press something that is in sight."""
        self._with_one(PRESSED, [page.address for page in SITE], lambda one: one.click(timeout=800))

    def type(self):
        """Type into a field."""
        words = self.chance.choice(TYPED)

        def fill(field):
            field.fill(words, timeout=800)
            field.press("Enter", timeout=800)

        self.did[-1] += f" {words!r}"
        self._with_one(FIELDS, "input[type=text], textarea", fill)

    def key(self):
        """Press some keys, wherever the focus is."""
        for key in self.chance.choices(KEYS, k=3):
            self.opened.keyboard.press(key)

    def choose(self):
        """Choose from a list of the browser's own."""

        def choose(select):
            count = select.evaluate("(select) => select.options.length")
            select.select_option(index=self.chance.randrange(count), timeout=800)

        self._with_one(FIELDS, "select", choose)

    def load(self):
        """Load a file, if the page takes one."""
        inputs = self.opened.locator("[data-testid=stFileUploader] input[type=file]")
        if inputs.count():
            inputs.first.set_input_files(self.chance.choice(FILES), timeout=800)

    def visit(self):
        """Go to a page by its address."""
        self.opened.goto("/" + self.chance.choice(SITE).address)

    def back(self):
        """Go back, where the app was before."""
        if self.opened.evaluate("history.length") > 2:
            self.opened.go_back(timeout=5000)
        if not self.opened.url.startswith("http"):
            self.opened.go_forward()

    def forward(self):
        """Go forward."""
        self.opened.go_forward(timeout=5000)

    def reload(self):
        """Reload; nothing that stands in a field changes."""
        self.opened.wait_for_timeout(ON_ITS_WAY)
        self.opened.wait_for_function(AT_REST, timeout=PATIENCE)
        before = self.opened.evaluate(BOUND)
        self.opened.reload()
        self.opened.wait_for_function(AT_REST, timeout=PATIENCE)
        after = self.opened.evaluate(BOUND)
        changed = {k: (before[k], after[k]) for k in before.keys() & after if before[k] != after[k]}
        assert not changed, f"{changed} at {self.opened.url} after {self.did[-20:]}"

    def _with_one(self, find, what, act):
        found = self.opened.evaluate_handle(find, what)
        count = found.evaluate("(found) => found.length")
        if not count:
            return
        place = self.chance.randrange(count)
        one = found.evaluate_handle(f"(found) => found[{place}]").as_element()
        self.did[-1] += f" {one.evaluate(WORDS)!r} on {urlsplit(self.opened.url).path}"
        act(one)

    def disagreements(self):
        """List what is wrong with the page, and stays wrong for a while."""
        for _ in range(ATTEMPTS):
            if not (wrong := self._wrong()):
                return []
            self.opened.wait_for_timeout(250)
        return wrong

    def _wrong(self):
        address = urlsplit(self.opened.url)
        wrong = []
        if address.path.strip("/") not in {page.address for page in SITE}:
            wrong.append(f"the address is {address.path}")
        if self.opened.locator("h1:visible").count() != 1:  # also behind an open list
            wrong.append(f"{self.opened.url} has no heading")
        if self.opened.get_by_text("encountered an error").count():
            wrong.append("the page shows an error of Streamlit")
        if self.opened.get_by_text("cannot be followed in full").count():
            wrong.append(f"{self.opened.url} has a name that its page does not know")
        if self.opened.evaluate(GREY) and not self.opened.get_by_text("In grey, the last").count():
            wrong.append("the figures are grey, of a network that can be read")
        query = parse_qs(address.query, keep_blank_values=True)
        for name, held in self.opened.evaluate(BOUND).items():
            if name in query and query[name][0] != held:
                wrong.append(f"{name} is {query[name][0]!r} in the address, {held!r} in its field")
        return wrong
