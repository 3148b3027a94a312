"""Makes the folder that is served: files of fixed sizes, a huge sparse one, and a documentation site."""

import math
import random
from pathlib import Path

KIB = 1024
FIXED = {"1k.html": KIB, "16k.html": 16 * KIB, "100k.html": 100 * KIB, "10m.bin": 10 * KIB * KIB}
HUGE = "1g.bin"
HUGE_SIZE = KIB ** 3

TREE = "tree"
TREE_FILES = 500
TREE_SMALLEST = 200
TREE_LARGEST = 400 * KIB
SEED = 20261124

# How often a suffix occurs, its typical size, and how far sizes spread around it (log-normal).
KINDS = [
    (".html", 0.44, 9_000, 0.9),
    (".js", 0.16, 11_000, 1.2),
    (".css", 0.06, 9_000, 1.0),
    (".png", 0.14, 24_000, 1.1),
    (".svg", 0.10, 2_200, 1.0),
    (".woff2", 0.04, 28_000, 0.5),
    (".json", 0.06, 5_000, 1.6),
]
FOLDERS = ["", "guide", "guide/basics", "guide/advanced", "api", "api/core", "api/core/internal", "api/net",
           "assets", "assets/fonts", "assets/images", "assets/images/diagrams", "blog/2025", "blog/2026"]


def make(root: Path) -> None:
    """Fills an empty folder; the same bytes every time."""
    chance = random.Random(SEED)
    for name, size in FIXED.items():
        (root / name).write_bytes(_content(chance, size))
    with open(root / HUGE, "wb") as huge:
        huge.truncate(HUGE_SIZE)
    for path, size in _tree(chance):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_content(chance, size))
    # A server that gives up its rights after the start has to be able to read them.
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def tree_paths(root: Path) -> list:
    """The paths of the documentation site below the root, in a fixed order."""
    return sorted(str(path.relative_to(root)) for path in (root / TREE).rglob("*") if path.is_file())


def _tree(chance: random.Random):
    suffixes = chance.choices(KINDS, weights=[kind[1] for kind in KINDS], k=TREE_FILES)
    for number, (suffix, _, typical, spread) in enumerate(suffixes):
        size = int(chance.lognormvariate(math.log(typical), spread))
        size = min(max(size, TREE_SMALLEST), TREE_LARGEST)
        folder = chance.choice(FOLDERS)
        yield Path(TREE, folder, f"page-{number:03}{suffix}"), size


def _content(chance: random.Random, size: int) -> bytes:
    # Random letters: nothing that a server could compress or mistake for markup.
    block = bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz \n", k=min(size, 64 * KIB)))
    return (block * (size // len(block) + 1))[:size]
