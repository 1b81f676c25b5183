"""A network for use elsewhere: report, tables, code, links.

For the command line, the HTTP answers, and the Share panel.

* report, layer_entry, text_tables: everything about a network as plain data and as text
* sharing: links, iframes, Markdown and CSV
* code_plan, code_step, code_channels: a network as the steps of a program
* code_moves, code_resize: slices, pooled maps and the like, and resampling, alike everywhere
* code_torch with code_torch_resize, code_tensorflow, code_keras, code_jax: the writer of each
  framework, on code_operations and code_functions; network_code chooses one
* layer_code, framework_layers: one layer, written by the same writers

May import: every room before it except papers and pictures.
"""
