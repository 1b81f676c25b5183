"""The closing quiz: ten questions of one seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from dilviz.lesson import quiz_layers, quiz_stacks
from dilviz.lesson.question import Question
from dilviz.lesson.seed import rolls


@dataclass(frozen=True)
class Topic:
    """What a question is about, the step that explains this, and the function that draws it."""

    name: str
    step: str
    ask: Callable[[Random], Question]


@dataclass(frozen=True)
class Item:
    """One question of a quiz."""

    topic: Topic
    question: Question

    @property
    def step(self) -> str:
        """The step to go back to."""
        return self.topic.step


TOPICS = (
    Topic("which pixels", "rate", quiz_layers.which_pixels),
    Topic("effective kernel size", "nine-dots", quiz_layers.kernel_span),
    Topic("cost", "cost", quiz_layers.multiplications),
    Topic("output size", "output-size", quiz_layers.output_rows),
    Topic("field of a stack", "doubling", quiz_stacks.field_of_a_stack),
    Topic("growth", "doubling", quiz_stacks.growth),
    Topic("holes", "fix", quiz_stacks.holes),
    Topic("coverage", "gridding", quiz_stacks.coverage),
    Topic("largest rate", "fix", quiz_stacks.largest_rate),
    Topic("misconception", "misreadings", quiz_layers.misconception),
)


def quiz(seed: int) -> tuple[Item, ...]:
    """Draw the ten questions of a seed."""
    return tuple(Item(topic, topic.ask(rolls(seed, f"quiz {topic.name}"))) for topic in TOPICS)
