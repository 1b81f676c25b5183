"""The lesson: predict, then see it computed; step by step, from one output to a whole network."""

from dilviz.ui.lesson import views as lesson_views

lesson_views.lesson()
