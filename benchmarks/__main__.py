"""One run inside the throw-away house: fill it, open it, measure pages and jobs, say what is too slow."""

import argparse
import sys
from pathlib import Path

import django


def main() -> int:
    """Exit code: 0 fine, 1 something is over its goal, 2 the machine was too restless to say."""
    options = _options()
    django.setup()
    from benchmarks.run import run

    return run(options.people, options.rounds, options.only, options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
