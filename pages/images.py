"""One dilated kernel on a real picture, and whole stacks."""

from dilviz.ui.images import layer_by_layer as images_stack
from dilviz.ui.images import rows as images_rows
from dilviz.ui.images import views as images_views

setting = images_views.asked_for()
pixel = images_views.pinned_pixel(setting)
if images_views.inspected(setting, pixel):
    images_rows.rates(setting)
    images_stack.stack(setting, pixel)
    images_rows.ways(setting)
