"""A graph of layers, and the notations it is read from and written to.

For everyone who has a network: typed, in a link, as JSON or as an ONNX file.

* node, reading, network: one operation, what it reads along an axis, the graph
* vocabulary, layer_settings, notation, expansion, spelling, dominators: one-line notation
* json_format, network_text: JSON, and the text that a link holds
* onnx_graph, onnx_layers: files of PyTorch, TensorFlow, Keras and JAX
* presets, notation_builders: networks of papers by name

May import: errors, convolution; `onnx` inside functions.
"""
