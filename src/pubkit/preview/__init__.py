"""The workbench: a page on this machine that shows an edition while it is being worked on.

    wanted    the article that INPUT means, and its witnesses
    session   what is shown, and the order in which it is made: conversion, page, paper
    press     warm processes that do the making, each document in a worker with limits
    watching  which files a page was made of, and that one of them has changed
    server    the page, its data and its one way to write: the editor's decisions
    decided   the decisions of a session, each of which can be taken back
    guard     who may ask: this machine's browser, with the token, from the page itself
    page/     the workbench as a browser runs it: HTML, CSS and modules as they are written, nothing to build

The server never runs a document itself: what a manuscript can do at the worst is end a worker of a press.
"""

from pubkit.preview.serving import serve
from pubkit.preview.wanted import Wanted, wanted

__all__ = ["Wanted", "serve", "wanted"]
