"""A network as HTML that needs no server: a file of its own, or the answer of a notebook's cell.

`one_file` writes the calculator as one file: numbers, squares, growth, table and cone, drawn by the
modules of ``dilviz/ui/components/shared``, which the app and ``/embed`` draw with. The file asks
for nothing, from anywhere, and runs no script but its own. `Network.to_html` is its method.

`notebook` writes what a network or a field shows in a notebook: a small picture and a table, no
script at all.

`framed` puts style and script into a page; ``framed.js`` is what it needs to live inside another
one: its theme, and its height.
"""
