"""Networks from the files and the code of frameworks: exact, or refused by name.

For everyone who has a model: of PyTorch, TensorFlow, Keras or JAX.

An ONNX graph is read by a small abstract interpretation. Nothing of a model is executed: each
value is a map (its positions are followed), a value without positions, a constant, or lost.

* onnx_file, operation: the file without weights; its operations as plain records
* values, sizes, axes: what is known of a tensor: which of its axes count rows and columns
* open_sizes: how long maps are while the size of the input is left open
* builder, listed, pooling: makes the nodes of the network
* joining, windows, taking, masks, piecewise, apart: maps that meet, windows, choices, pieces
* call, rules: one rule for each operation
* layer_code, layer_calls, python_calls, printed_model, torch_layers, keras_layers: pasted layers
* constants, evaluators, constant_shapes: settings that follow from constants and sizes
* exported: networks to start from, each with its graph in graphs/
* interpreter, inputs, outputs, onnx_model: the walk through a graph, and what comes of it

May import: errors, convolution, network; `onnx` inside functions.
"""
