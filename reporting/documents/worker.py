"""The child process that sets the PDF: reads JSON on standard input, writes the PDF on standard output.

Typst keeps the memory it took, and takes more the more pages there are, so it never runs in a web worker:
it is imported here alone. Nothing of ours is, so the child starts in a few hundredths of a second and knows
nothing to leak.
"""

import json
import resource
import sys
from pathlib import Path

TEMPLATE = Path(__file__).with_name("template.typ")
TOO_LONG, FAILED = 3, 4  # exit codes, so that no words of the report end up in a log


def main() -> int:
    """Set one report. The first line of the input holds the limits, the rest is the template's JSON."""
    import typst

    limits = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pdf = typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"report": sys.stdin.buffer.read().decode()},
            pdf_standards=["ua-1"],
            timestamp=limits["timestamp"],
        )
    except typst.TypstError as error:
        if "too many pages" in error.message:
            return TOO_LONG
        sys.stderr.write(error.message)
        return FAILED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
