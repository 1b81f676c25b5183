"""Small networks that were trained, shipped with their weights, and what they answer.

For the Learned and Evidence pages; `tools/train` trains all of them again.

* networks: every trained network in one list; digits, noise: the two tasks
* initial, weights, results: numbers before training, after it, and how well each did
* running, upsampling, backward: outputs by `dilviz.conv2d`, and gradients of the input
* labelling, denoising: the answer to a drawing, to a photograph; trained_field: what counts

May import: every room before it except papers and export.
"""
