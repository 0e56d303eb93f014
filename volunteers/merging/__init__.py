"""The same person entered twice: who looks alike, and how two entries become one with nothing lost.

`alike` finds people who may be the same, `moving` moves everything that points at one row to another, `fields` says
what is chosen of the two, `reasons` why two entries cannot become one now.
"""
