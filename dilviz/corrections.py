"""What a widely read article says of dilated convolution, corrected, in its own order."""

from dilviz.module_corrections import OF_THE_MODULE
from dilviz.operator_corrections import OF_THE_OPERATOR

CORRECTIONS = (*OF_THE_OPERATOR, *OF_THE_MODULE)
