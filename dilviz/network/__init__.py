"""A graph of layers, and the notations it is read from and written to.

For everyone who has a network: typed, in a link, or as JSON.

* node, network: one operation, the graph; map_sizes, module_path: what follows from it
* read_rule: what an operation reads along an axis, as a rule that repeats
* op_settings, borders, moves, lookup, resize, resize_taps, whole_map: what operations other
  than windows need, one class each
* vocabulary, layer_settings, notation, expansion, spelling, dominators: one-line notation
* json_format, network_text, packed_text: JSON, and the text that a link holds
* stages: a long network folded by its modules
* presets, notation_builders: networks of papers by name

May import: errors, convolution.
"""
