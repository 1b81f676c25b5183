"""A judge that knows a question's record alone, as a browser does."""

import json
import re
from typing import NamedTuple


class Verdict(NamedTuple):
    """Whether an answer is right, and a sentence about it."""

    right: bool
    sentence: str


def judge(question, given):
    """Judge an answer by the plain data that a browser gets."""
    record = json.loads(json.dumps(question.as_record()))
    judges = {"choice": _choice, "number": _number, "cells": _cells}
    return Verdict(*judges[record["kind"]](record, given))


def _choice(record, given):
    if given is None or not 0 <= given < len(record["options"]):
        return False, record["empty"]
    option = record["options"][given]
    return option["right"], option["why"]


def _number(record, given):
    typed = "".join(str(given).split()).replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch("-?[0-9]{1,15}", typed):
        return False, record["empty"]
    number = int(typed)
    if number == record["answer"]:
        return True, record["because"]
    other = record["smaller" if number < record["answer"] else "larger"]
    return False, record["misses"].get(str(number), other).replace("{given}", str(number))


def _cells(record, given):
    marked, answer = {tuple(cell) for cell in given}, {tuple(cell) for cell in record["answer"]}
    if not marked:
        return False, record["empty"]
    if marked == answer:
        return True, record["because"]
    for miss in record["misses"]:
        if marked == {tuple(cell) for cell in miss["cells"]}:
            return False, miss["sentence"]
    kind = "too_few" if marked < answer else "too_many" if marked > answer else "mixed"
    return False, record[kind].format(
        given=len(marked),
        hit=len(marked & answer),
        missed=len(answer - marked),
        extra=len(marked - answer),
    )
