"""The app: the only part that knows Streamlit, besides app.py and pages/.

- `site`, `router`: the list of pages, and the script that every page passes.
- `frame`: what stands around every page: its name, its question, the footer.
- one folder for each page: `settings` declares its controls, `figures` what its link decides,
  `views` shows the page.
- `controls/`: what all pages declare their settings with.
- `components/`: the JavaScript that draws, one folder for each component.
- `linked_figure`: figures that browsers ask for by their link; docs/figures.md walks through it.
- `notation_help`, `last_network`, `following`: the notation explained where it is typed, what stays
  in grey while it cannot be read, and when the page runs for it.
- `arrival`, `fragments`, `page_lock`, `uploads`: how pages are opened, run again, run side by side,
  and how files are read.
- `notation`, `kept_networks`, `held_networks`: the one text for a network, and those too long for a
  link, by their names.
- `explain`, `evidence_links`: errors as sentences, and links to what proves a number.

May import: engine, server, figures, lesson, page.
"""
