"""The lesson: predict, then see it computed; step by step, from one output to a whole network."""

from dilviz.ui import lesson_views
from dilviz.ui.controls import lesson as controls
from dilviz.ui.controls import link

place, complaints = controls.place()
lesson_views.stage(place)
link.say(complaints)
lesson_views.stop(place)
