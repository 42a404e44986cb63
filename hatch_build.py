"""Compile the modules written in Cython, where there is a C compiler; without one the package is pure Python.

Hatch calls this when it builds or installs the package. `python hatch_build.py` compiles in place, into the tree,
with the Cython, setuptools and lxml of that Python. ARTICLEXTRACT_PURE=1 compiles nothing.
"""

from __future__ import annotations

import os
import runpy
import sys
import sysconfig
import tempfile
import traceback
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "src"
source_hash = runpy.run_path(str(SOURCES / "articlextract" / "native.py"))["source_hash"]
FLAGS = [] if sys.platform == "win32" else ["-O3", "-g0", "-Wno-unused-function"]


class NativeModules(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel, or to the tree where the package is installed as editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or os.environ.get("ARTICLEXTRACT_PURE"):
            return
        try:
            if version == "editable":
                compile_modules(SOURCES)
                return
            self._folder = tempfile.TemporaryDirectory()
            built = compile_modules(Path(self._folder.name))
        except Exception:  # whatever a compiler, or the lack of one, can do
            self.app.display_warning(traceback.format_exc(limit=1))
            self.app.display_warning("nothing compiled: articlextract installs as pure Python, which is slower")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update({str(path): name for name, path in built.items()})


def compile_modules(folder: Path) -> dict[str, Path]:
    """Compile every .pyx of the package into `folder`; where each file of the package came to lie."""
    from Cython.Build import cythonize
    from lxml import get_include
    from setuptools import Distribution, Extension

    with tempfile.TemporaryDirectory() as work:
        modules = [
            Extension(
                ".".join(source.relative_to(SOURCES).with_suffix("").parts),
                [str(source.relative_to(ROOT))],
                include_dirs=[*get_include(), str(source.parent)],
                define_macros=[("SOURCE_HASH", f'"{source_hash(source)}"')],
                extra_compile_args=FLAGS,
            )
            for source in sorted(SOURCES.rglob("*.pyx"))
        ]
        before = Path.cwd()
        os.chdir(ROOT)  # so that what is compiled holds no path of this machine
        try:
            distribution = Distribution({"ext_modules": cythonize(modules, build_dir=work, quiet=True)})
            command = distribution.get_command_obj("build_ext")
            command.build_lib, command.build_temp = str(folder), work
            command.ensure_finalized()
            command.run()
        finally:
            os.chdir(before)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    names = [module.name.replace(".", "/") + suffix for module in modules]
    return {name: folder / name for name in names}


if __name__ == "__main__":
    for path in compile_modules(SOURCES).values():
        print(path.relative_to(ROOT))
