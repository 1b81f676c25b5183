"""What people write for the words of the notation, and advice on what the notation leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EITHER_POOL = "pool"
POOLS = ("maxpool", "avgpool")
COUNTS = MappingProxyType(
    {"two": 2, "twice": 2, "three": 3, "thrice": 3, "four": 4, "five": 5, "six": 6}
)
SEPARABLE = "separable"  # a depthwise layer, then one of 1 x 1
DILATED = "dilated"  # a convolution whose rate is left out: 2 is shown
RECTIFIED = "rectified"  # a convolution, then a nonlinearity
FIRST_SIZES = MappingProxyType(
    {"conv": 3, "dwconv": 3, "tconv": 4, SEPARABLE: 3, DILATED: 3, RECTIFIED: 3}  # the others: 2
)
FEWEST_CHANNELS = 16  # smaller numbers may be rates or strides
LARGEST_KERNEL = 31  # a larger size without a word is that of an input


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """Turn "what is meant: words for it" into "word: what is meant"."""
    return MappingProxyType(
        {word: meant for meant, words in table.items() for word in words.split()}
    )


FILLERS = frozenset(
    _by_word(
        {
            "": "a an and then followed by of with mit avec con input output image layer layers "
            "block grouped"
        }
    )
)
# Words for a layer, the notation's own too. Blanks and "_" between letters are left out.
LAYERS = _by_word(
    {
        "conv": "conv c conv1d conv2d convbn convolution convolution2d faltung convolucion 卷积",
        RECTIFIED: "cbr cbl cbs convrelu convbnrelu convbnact convblock convmodule basicconv2d "
        "conv2dnormactivation",
        DILATED: "dilated dconv dilconv dilatedconv dilatedconvolution aconv atrous atrousconv "
        "atrousconvolution 空洞卷积 膨胀卷积",
        SEPARABLE: "sepconv separable separableconv separableconv2d separableconvolution "
        "depthwiseseparable depthwiseseparableconv depthwiseseparableconvolution",
        "[conv3, conv3 | id]": "res resblock residualblock basicblock",
        "[conv1, conv3, conv1 | id]": "bottleneck",
        "dwconv": "dwconv dw depthwise depthwiseconv dwconv2d depthwiseconv2d",
        EITHER_POOL: "pool pooling pool2d downsample subsample 池化",
        "maxpool": "maxpool mp max maxpooling maxpool1d maxpool2d maxpooling2d",
        "avgpool": "avgpool ap avg mean average avgpooling avgpool1d avgpool2d averagepool "
        "averagepooling averagepooling2d meanpool",
        "tconv": "tconv deconv deconvolution upconv transposedconv transposeconv convtranspose "
        "convtranspose2d conv2dtranspose transposedconvolution",
        "up": "up upsample upsampling upsample2d upsampling2d unpool nearest "
        "pixelshuffle depthtospace 上采样",
        "relu": "relu gelu silu elu selu celu swish mish prelu leakyrelu sigmoid tanh softplus "
        "activation act nonlinearity",
        "id": "id identity skip residual shortcut",
        "gap": "gap gmp globalpool globalavg globalavgpool globalaveragepool "
        "globalaveragepooling globalaveragepooling2d globalmaxpool globalmaxpooling2d "
        "adaptiveavgpool adaptiveavgpool2d adaptivemaxpool2d",
        "resize": "resize interpolate interp bilinear",
        "crop": "crop cropping cropping2d chomp chomp1d",
    }
)
# Words for the letter of a setting; k is the kernel size.
SETTINGS = _by_word(
    {
        "d": "d r l rate rates dil dilation dilationrate dilate dilated taux tasa dilatation "
        "dilatacion 膨胀率 空洞率",
        "s": "s stride strides schrittweite pas paso 步长",
        "p": "p pad padding zeropad zeropadding 填充",
        "o": "o op outputpadding",
        "c": "c ch channel channels filter filters features out outchannels "
        "kanale canaux canales 通道",
        "g": "g group groups",
        "k": "k ks kernel kernels kernelsize size",
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
        _WHOLE_MAP.format("A recurrent layer"): "lstm gru rnn convlstm",
        _WHOLE_MAP.format("Attention"): "attention selfattention mhsa se transformer",
        "Layers have two axes here, rows and columns: leave the third out.": "conv3d maxpool3d "
        "avgpool3d convtranspose3d",
        "This is a whole network: write its layers, or load its model as ONNX.": "resnet densenet "
        "mobilenet efficientnet convnext inception googlenet xception lenet squeezenet unet "
        "segnet fcn pspnet",
    }
)
