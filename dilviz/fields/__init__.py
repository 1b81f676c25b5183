"""What one unit of a network reads of its input: where, how much, over how many paths.

For receptive fields of any layer and unit, exact on branched networks.

* field: `dilviz.receptive_field` and its answer
* survey, axis_survey: the walk over a network that answers it
* positions, footprint, propagation: sets of input positions, carried from map to map
* pixels: distinct pixels over both axes
* path_counts, path_map, effective: how many paths, and how strongly each pixel counts

May import: errors, convolution, network.
"""
