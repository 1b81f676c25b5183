"""``make train``: train every network of `dilviz.learned` again, from nothing.

* plan: steps, batches and seeds of each task; which networks are trained, in which order
* digit_batches, noise_batches: the pictures of one training step
* module: a network in PyTorch
* loop: train one network with one seed
* finished: train one network and keep it, which each process does
* store: finished networks on disk, so that a run that was ended goes on
* assemble: the files of ``dilviz/learned/data`` from the finished networks
"""
