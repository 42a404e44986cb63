"""Look into what was built: `python .ci/check_dist.py DIST`. The weights are in; pages of corpora, and whatever else
is not under version control, are not."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
NEEDED = (
    "articlextract/__init__.py",
    "articlextract/inspect/style.css",
    "articlextract/model/MODEL_CARD.md",
    "articlextract/model/line_weights.npz",
    "articlextract/model/weights.npz",
    "articlextract/py.typed",
)
KINDS = frozenset({".py", ".npz", ".css", ".md", ".pyd", ".so", ".typed"})  # of files in the package
MAX_WHEEL = 4_000_000  # bytes; 1.3 million in November 2026
MAX_SDIST = 16_000_000  # 5.4 million, with the weights of five folds, twice


def wheel_faults(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
    yield from (f"the wheel lacks {name}" for name in NEEDED if name not in names)
    for name in names:
        top, suffix = PurePosixPath(name).parts[0], PurePosixPath(name).suffix
        if not top.endswith(".dist-info") and (top != "articlextract" or suffix not in KINDS):
            yield f"the wheel holds {name}"
    if path.stat().st_size > MAX_WHEEL:
        yield f"the wheel has {path.stat().st_size:,} bytes"


def sdist_faults(path: Path) -> Iterator[str]:
    with tarfile.open(path) as sdist:
        names = {member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile()}
    wanted = ("LICENSE", "README.md", "pyproject.toml", *(f"src/{name}" for name in NEEDED))
    yield from (f"the sdist lacks {name}" for name in wanted if name not in names)
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
        known = {*listed.stdout.split("\0"), "PKG-INFO"}
        yield from (f"the sdist holds {name}, which is not under version control" for name in sorted(names - known))
    yield from (f"the sdist holds {name}" for name in sorted(names) if name.endswith((".parquet", ".warc.gz")))
    if path.stat().st_size > MAX_SDIST:
        yield f"the sdist has {path.stat().st_size:,} bytes"


def main(folder: Path) -> int:
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    faults = [*wheel_faults(wheel), *sdist_faults(sdist)]
    print("\n".join(faults) or f"{wheel.name} and {sdist.name} hold what they should")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
