"""Photographs, kernels, and what layers make of them.

For the Images page and every figure on a photograph.

* photographs: the bundled pictures with their sources
* kernel, kernels, kernel_formulas: named weights
* filtering, filter_link: a kernel applied to a picture, and its link
* maps_on_picture, filmstrip, three_ways: networks and scales on a picture
* explorer_inputs: the small numbers and kernels of Explore

May import: errors, convolution, network, fields; Pillow inside functions.
"""
