"""The commands of ``dilviz``, a file each, named after the command.

For people at a terminal and for programs that call one.

* arguments: what most commands are given: a network, its input
* rf, coverage, cost, code, design: answers about a network, printed
* plot, page: a figure and the calculator, as files
* app: the web app, started

`add` gives a parser the options of the command, `answer` carries it out. Only the command that
was typed is imported: `dilviz rf` waits for nothing that it does not use.

May import: the engine; plot, page and ui inside functions.
"""
