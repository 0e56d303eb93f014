"""The one signal of the house (house.md, Floors): somebody's standing of today changed.

Sent inside the transaction of the change with `volunteer`, `before` (Status or None for somebody new), `after`
(Status) and `on` (date): an exception of a receiver aborts everything. Floors above release turns and talks on it.
"""

from django.dispatch import Signal

standing_changed = Signal()
