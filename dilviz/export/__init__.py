"""A network for use elsewhere: report, tables, code, links.

For the command line, the HTTP answers, and the Share panel.

* report, text_tables: everything about a network as plain data and as text
* sharing: links, iframes, Markdown and CSV
* code_plan, code_functions, code_torch, code_tensorflow, code_keras, code_jax, network_code:
  a network as program text
* layer_code, framework_layers: one layer in the words of each framework

May import: every room before it except papers and pictures.
"""
