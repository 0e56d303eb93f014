"""Everything on one machine, for demo, development and tests: servers out of wheels, and their supervisor.

Nothing in here knows Django, and production uses none of it.
"""
