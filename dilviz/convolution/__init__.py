"""One layer of convolution: its geometry, its settings and its values.

For everyone who asks about a single layer, and for all other rooms.

* geometry, layer: sizes and taps along one axis, a layer's settings
* layer_text, matrix_text: the one reader of sizes, units, paddings and weights as text
* convolve: `dilviz.conv2d`; how it is computed: correlate, tiles, stacked, padded, threads
* equivalence, rewrite: the same layer computed in other ways
* layer_view: one layer with all its tables, for figures

May import: errors, NumPy and SciPy; threadpoolctl where it is installed.
"""
