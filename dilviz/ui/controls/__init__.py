"""What all pages declare their settings with.

- `control`: what a control is: a name in the link, a label, a default.
- `numbers`, `choices`, `texts`: the controls there are.
- `settings`: `Settings`, a record whose fields are controls; a page reads it from its widgets,
  a figure from a link.
- `page_link`: what a component writes into the link, and no widget.
- `refusals`: what a link asks for and cannot have, in words.
"""
