"""Samples that a stack never reads, and stacks that leave none out.

For the Gridding page, the command `design` and the lesson.

* coverage, chain_rates, pixel_classes: holes, the exact test, pixels that never mix
* repair, nearest_rates: the smallest change that closes the holes
* design_request, design, design_search, reachable_fields: stacks for a wanted field

May import: errors, convolution, network, fields.
"""
