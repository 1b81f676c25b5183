"""The colours of figures: one a role, the same as in ``ui/components/shared/roles.css``."""

from types import MappingProxyType

LIGHT = MappingProxyType(
    {
        "in": "#0072B2",
        "tap": "#B34700",
        "out": "#00694D",
        "rf": "#BF8000",
        "rf-ink": "#8A5A00",
        "ink": "#1B1F24",
        "mute": "#5B6675",
        "line": "#E4E7EC",
        "bg": "#FFFFFF",
        "card": "#FAFBFC",
        "on-role": "#FFFFFF",
    }
)
ON_BOTH = MappingProxyType(  # 3 to 1 on white and on the dark ground: for lines, dots and bars
    {
        "in": "#1A6FDB",
        "tap": "#B0480A",
        "out": "#03A172",
        "rf": "#C58301",
        "mute": "#7A8594",
    }
)
DARK = MappingProxyType(
    {
        "in": "#56B4E9",
        "tap": "#FF7529",
        "out": "#34EBB3",
        "rf": "#FFC24D",
        "rf-ink": "#FFC24D",
        "ink": "#ECEFF3",
        "mute": "#9AA4B2",
        "line": "#2B323C",
        "bg": "#0F1319",
        "card": "#161B23",
        "on-role": "#0F1319",
    }
)
