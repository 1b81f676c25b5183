"""One dilated kernel on a picture."""

import streamlit as st

from dilviz.kernels import KERNELS
from dilviz.ui.controls import bound

st.title("What does a dilated kernel make of a picture?")
chosen = KERNELS[bound.pick("kernel", "Kernel", tuple(KERNELS), "sobel x")]
st.write(chosen.meaning)
st.dataframe(chosen.weights)
