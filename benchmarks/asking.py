"""A browser without a screen: one connection that stays open, asking for pages and timing the answers."""

from http.client import HTTPConnection
from time import perf_counter

from benchmarks.measure import Timer


class WrongAnswerError(Exception):
    """A page did not answer 200 in the middle of the measuring."""


class Asker:
    """Asks one web server, always on the same connection, so the floor and the pages meet the same worker."""

    def __init__(self, host: str, port: int) -> None:
        self.connection = HTTPConnection(host, port, timeout=120)

    def timer(self, path: str, cookie: str) -> Timer:
        """Seconds from the question to the last byte."""

        def run() -> float:
            began = perf_counter()
            self.connection.request("GET", path, headers={"Cookie": cookie})
            answer = self.connection.getresponse()
            answer.read()
            took = perf_counter() - began
            if answer.status != 200:
                raise WrongAnswerError(f"{path}: {answer.status}")
            return took

        return run
