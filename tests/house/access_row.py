"""One row of the table of access, and the people who walk it.

A row says who may look (`get`) and who may act (`post`); everybody else gets 404, or the sign-in page when not signed
in. `OWNER` stands for Els at her own object and Jan at his, `REFERRER` for Nora and Piet, `COLLEAGUE` for Noor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house.world import World

Who = frozenset[str]
HATS = {
    "laila": "coordinator", "dora": "coordinator", "stan": "coordinator", "victor": "representative",
    "els": "volunteer", "jan": "volunteer", "nora": "professional", "noor": "professional", "piet": "professional",
    "bruno": "board", "bea": "admin",
}  # fmt: skip
OUTSIDE = frozenset({"anonymous", "ines"})

C: Who = frozenset({"laila", "dora", "stan"})
V: Who = frozenset({"victor"})
E: Who = frozenset({"els", "jan"})
P: Who = frozenset({"nora", "noor", "piet"})
B: Who = frozenset({"bruno"})
A: Who = frozenset({"bea"})
NOBODY: Who = frozenset()
SIGNED_IN: Who = frozenset(HATS)
EVERYBODY: Who = SIGNED_IN | OUTSIDE
OWNER: Who = frozenset({"@owner"})
REFERRER: Who = frozenset({"@referrer"})
COLLEAGUE: Who = frozenset({"@colleague"})
MEANT = {
    "own": {"@owner": {"els"}, "@referrer": {"nora"}, "@colleague": {"noor"}},
    "other": {"@owner": {"jan"}, "@referrer": {"piet"}, "@colleague": set()},
}


@dataclass(frozen=True)
class Row:
    """One address: who may GET and POST it, which objects to try it on, and what to send."""

    path: str
    get: Who = NOBODY
    post: Who = NOBODY
    of: Callable[[World], tuple[Any, Any]] | None = None  # the own and the other's object, or their kwargs
    data: dict[str, Any] | Callable[[World], dict[str, Any]] | None = None
    before: Callable[[World], Any] | None = None  # what the walk needs first
    get_is: tuple[int, ...] = (200,)
    post_is: tuple[int, ...] = (302,)
    writes: bool = True  # an allowed POST changes a row
    says: str = ""  # the sentence on the page that an allowed POST comes back with
    missing: int = 404
    public: bool = False
    closed: bool = False  # 404 for everybody
    to_sign_in: bool = False  # leads everybody to the page to sign in

    def who(self, method: str, whose: str) -> Who:
        """Names of the people who may do this to the own or the other's object."""
        named = self.get if method == "GET" else self.post
        found: set[str] = set()
        for name in named:
            found |= MEANT[whose].get(name, {name})
        return frozenset(found)

    def kwargs(self, world: World) -> dict[str, dict[str, Any]]:
        """Arguments of the address for each object that it is tried on."""
        if self.of is None:
            return {"own": {}}
        own, other = (self._named(thing) for thing in self.of(world))
        return {"own": own, "other": other, "missing": {name: _missing(name, value) for name, value in own.items()}}

    def _named(self, thing: Any) -> dict[str, Any]:
        if isinstance(thing, dict):
            return thing
        if isinstance(thing, str):
            name = next(
                part for part in ("token", "secret", "code", "kind", "form", "step") if f":{part}>" in self.path
            )
            return {name: thing}
        return {"pk": thing.pk}

    def sent(self, world: World) -> dict[str, Any]:
        """What a POST carries."""
        return self.data(world) if callable(self.data) else dict(self.data or {})


def _missing(name: str, value: Any) -> Any:
    if name == "year":
        return 1999
    return 987_654_321 if isinstance(value, int) else "bestaat-niet"
