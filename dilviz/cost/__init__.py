"""Weights, multiply-adds, memory and time of layers and networks.

For the Cost page, tables and the command `cost`.

* channel_polynomial: counts in which the number of channels may stay a letter
* layer_cost, chain_cost: what each layer and a whole chain cost; uncounted: what that leaves out
* comparison: five ways to one receptive field, side by side; plain_stack: the plain one
* timing: the measured time of a chain, with its spread

May import: errors, convolution, network, fields.
"""
