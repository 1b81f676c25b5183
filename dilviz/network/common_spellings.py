"""What people write for the words of the notation, and advice on what the notation leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EITHER_POOL = "pool"
POOLS = ("maxpool", "avgpool")
FIRST_SIZES = MappingProxyType({"conv": 3, "dwconv": 3, "tconv": 4})  # the others: 2
FILLERS = frozenset(("a", "an", "and", "by", "input", "output", "layer", "layers", "of", "with"))


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """Turn "what is meant: words for it" into "word: what is meant"."""
    return MappingProxyType(
        {word: meant for meant, words in table.items() for word in words.split()}
    )


# Words for a layer, the notation's own too. Blanks and "_" between letters are left out.
LAYERS = _by_word(
    {
        "conv": "conv c conv1d conv2d convolution convolution2d dconv dilconv dilatedconv "
        "dilatedconvolution aconv atrous atrousconv atrousconvolution kernel",
        "dwconv": "dwconv dw depthwise depthwiseconv dwconv2d depthwiseconv2d",
        EITHER_POOL: "pool pooling pool2d downsample subsample",
        "maxpool": "maxpool mp max maxpooling maxpool1d maxpool2d maxpooling2d",
        "avgpool": "avgpool ap avg mean average avgpooling avgpool1d avgpool2d averagepool "
        "averagepooling averagepooling2d meanpool",
        "tconv": "tconv deconv deconvolution upconv transposedconv transposeconv convtranspose "
        "convtranspose2d conv2dtranspose transposedconvolution",
        "up": "up upsample upsampling upsample2d upsampling2d unpool nearest",
        "relu": "relu gelu silu elu selu celu swish mish prelu leakyrelu sigmoid tanh softplus "
        "activation act nonlinearity",
        "id": "id identity skip residual shortcut",
        "gap": "gap globalpool globalavg globalavgpool globalaveragepooling2d adaptiveavgpool2d",
        "resize": "resize interpolate interp bilinear",
        "crop": "crop cropping cropping2d chomp chomp1d",
    }
)
# Words for the letter of a setting; k is the kernel size.
SETTINGS = _by_word(
    {
        "d": "d r l rate rates dil dilation dilationrate dilate dilated",
        "s": "s stride strides",
        "p": "p pad padding",
        "o": "o op outputpadding",
        "c": "c ch channel channels filter filters features out outchannels",
        "g": "g group groups",
        "k": "k ks kernel kernelsize size",
    }
)

# Layers that the notation leaves out, and what to do about them.
_ONE_SAMPLE = "{} reads one sample: leave it out."
_WHOLE_MAP = "{} reads the whole map: end the network before it."
LEFT_OUT = _by_word(
    {
        _ONE_SAMPLE.format("Batch norm"): "bn bnorm batchnorm batchnorm1d batchnorm2d "
        "batchnormalization",
        _ONE_SAMPLE.format("Dropout"): "dropout dropout2d drop",
        _ONE_SAMPLE.format("Softmax over channels"): "softmax",
        _ONE_SAMPLE.format("Normalisation over channels"): "lrn",
        "This norm takes its mean from the whole map. For the field of the convolutions, leave "
        "it out.": "ln gn layernorm groupnorm instancenorm instancenorm2d",
        _WHOLE_MAP.format("A fully connected layer"): "fc linear dense flatten mlp",
        _WHOLE_MAP.format("Attention"): "attention selfattention mhsa se transformer",
    }
)
