"""Charts by Plotly, from plain data: what a page shows beside the figures that answer the pointer.

`growth`   the receptive field against depth
`cost`     multiply-adds, weights or memory against receptive field
`profile`  the effective receptive field beside its Gaussian
`layers`   the receptive field after each layer of a long network
`scores`   published scores, a panel a table
`learned`  how well trained networks did against what they see or cost

Each function takes what the modules of `dilviz.figures` make and returns a
`plotly.graph_objects.Figure`. They share one `template`, which suits a light and a dark page:
traces have colours that stand out on both, letters and lines those of the page. Nothing else in
this room loads Plotly.
"""
