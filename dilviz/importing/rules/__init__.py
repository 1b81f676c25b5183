"""What each ONNX operation does to positions: one entry adds one.

* windows, window_settings, runtimes: convolutions and poolings
* pointwise: what leaves every sample where it is
* layout: Reshape, Transpose and their like
* blocks: DepthToSpace and SpaceToDepth
* slicing, gathering, padding: what is taken apart, chosen, laid together, framed
* folding: blocks that are laid over one another
* whole_maps: reductions, norms, softmax, attention
* products: MatMul, Gemm, Einsum
* fixed_products: products with constants that hold zeros
* scattering: entries taken or replaced one by one
* resampling, grids: Resize, Upsample, GridSample
* sequences: cumulative sums, recurrent layers, Fourier transforms
* quantised: quantised operations and those of onnxruntime
* refused: what depends on values
"""

from dilviz.importing.call import Rule
from dilviz.importing.rules import (
    blocks,
    folding,
    gathering,
    grids,
    layout,
    padding,
    pointwise,
    products,
    quantised,
    refused,
    resampling,
    scattering,
    sequences,
    slicing,
    whole_maps,
    windows,
)

FAMILIES = (
    *(blocks, folding, gathering, grids, layout, padding, pointwise, products, refused, resampling),
    *(scattering, sequences, slicing, whole_maps, windows),
)
RULES: dict[tuple[str, str], Rule] = {
    ("", kind): rule for family in FAMILIES for kind, rule in family.RULES.items()
} | {
    (domain, kind): rule
    for domain, rules in quantised.DOMAINS.items()
    for kind, rule in rules.items()
}
