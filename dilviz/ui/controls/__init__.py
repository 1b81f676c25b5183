"""What all pages declare their settings with.

- `control`: what a control is: a name in the link, a label, a default.
- `numbers`, `choices`, `texts`: the controls there are.
- `settings`: `Settings`, a record whose fields are controls; a page reads it from its widgets,
  a figure from a link.
- `page_link`: the names in the link that a component writes, and no widget.
- `refusals`: what a link asks for and cannot have, in words.
"""
