"""Results as plain data and pictures, ready to be drawn or sent: knows no widgets.

For the components of the app, the lesson, and the routes.

* cost, effective, gridding, gridding_choices, gridding_photo, hole_verdicts, lanes, ledger, maps,
  module_tables, receptive, rewrite, same_padding, stage_fields, unit_field: numbers, names and
  words for one drawing in the browser
* code_figure, listing: code with its arguments and warnings, in coloured pieces
* response, legend, overlay, tiles, output_picture, inspection: responses as pictures, with their
  scales and captions
* encode, png_parts, squared_paper, style: files, SVG for print, and the colours

May import: every room of the engine; Pillow.
"""
