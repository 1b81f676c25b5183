"""Which picture: one of the bundled photographs, a file, or the camera."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import streamlit as st

from dilviz.pictures.photographs import IMAGES, load
from dilviz.server.decoding import FORMATS, MOST_BYTES, Picture, PictureError, decode_picture
from dilviz.server.own_pictures import secret_of
from dilviz.ui import uploads
from dilviz.ui.controls import refusals
from dilviz.ui.controls.choices import Pick
from dilviz.ui.explain import sentence

OWN = "your own"
DEFAULT = "astronaut"
PICTURE = Pick("image", "Picture", DEFAULT, (*IMAGES, OWN))
_HELD = "own picture"
_ENDINGS = ["jpg", "jpeg", *(name.lower() for name in FORMATS if name != "JPEG"), "tif"]


@dataclass(frozen=True, eq=False)
class Source:
    """A picture on the page: its pixels, id and words, and the secret name of an uploaded one."""

    pixels: np.ndarray  # (H, W, 3) uint8
    id: str
    title: str
    alt: str
    secret: str = ""


@dataclass
class Own:
    """What a session holds of its visitor's pictures.

    One object, changed in place: what is put into the session's state anew,
    Streamlit holds beside the old until the next run.
    """

    picture: Picture | None = None
    file: str = ""  # the one that was read last
    trouble: str = ""  # with it


def source() -> Source:
    """Let the reader choose a picture; until a file is uploaded, the default with a sentence."""
    name = PICTURE.ask()
    if name != OWN:
        st.button("Use a picture of your own", on_click=_choose_own)
        return _bundled(name)
    picture = _own()
    if picture is None:
        return _bundled(DEFAULT)
    return Source(
        picture.pixels, _id(picture.pixels), "your picture", "Your picture.", secret_of(picture)
    )


def _choose_own() -> None:
    st.session_state[PICTURE.key] = OWN


def _own() -> Picture | None:
    offered = st.segmented_control(
        "From", ("a file", "the camera"), default="a file", required=True, key="from"
    )
    widget = "camera" if offered == "the camera" else "upload"
    key = uploads.key_of(widget)
    if widget == "camera":
        file = st.camera_input("Take a picture", key=key)
    else:
        file = st.file_uploader(
            "Choose a picture", _ENDINGS, key=key, max_upload_size=MOST_BYTES // 1_000_000
        )
    if _HELD not in st.session_state:
        st.session_state[_HELD] = Own()
    own = st.session_state[_HELD]
    if file is not None and file.file_id != own.file:
        _take(file, own)
        uploads.free(file, key)
        if own.trouble:
            uploads.refuse(widget)
            st.rerun()
    _say_what_became_of_it(own)
    return own.picture


def _take(file, own: Own) -> None:
    """Decode a new file; the picture before it is kept if that fails."""
    own.file, own.trouble = file.file_id, ""
    with st.spinner("Reading the picture …"):
        try:
            own.picture = decode_picture(file.getvalue())
        except PictureError as error:
            own.trouble = sentence(error)


def _say_what_became_of_it(own: Own) -> None:
    if own.trouble:
        kept = " The picture before it is kept." if own.picture else ""
        st.warning(refusals.plain(own.trouble + kept))
    if own.picture is None:
        st.caption(
            "A link holds every setting, but never a picture of your own. Until you choose one, "
            f"this is the {DEFAULT}. It stays on this server, in memory, while the page is open."
        )
    elif not own.trouble:
        for note in own.picture.notes:
            st.caption(note)


def _bundled(name: str) -> Source:
    photograph = IMAGES[name]
    return Source(load(name), name, photograph.title, photograph.alt)


def _id(pixels: np.ndarray) -> str:
    return blake2b(pixels.tobytes(), digest_size=12, key=str(pixels.shape).encode()).hexdigest()
