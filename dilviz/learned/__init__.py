"""Small networks that were trained, shipped with their weights, and what they answer.

For the Learned and Evidence pages; `tools/train` trains all of them again.

* networks: every trained network in one list; digits, noise: the two tasks
* initial, weights, results: numbers before training, after it, and how well each did
* running, upsampling, backward: outputs by `dilviz.conv2d`, and gradients of the input
* drawing, labelling, denoising: a drawing and its labels, a photograph without its noise
* comparison, measuring, trained_field, presets: what networks cost, do, look at; for Stack

May import: every room before it.
"""
