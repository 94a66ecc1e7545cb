"""For whom the bundle holds packages: two systems, three Pythons, and what their wheels are tagged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class System:
    """A system: its name here, what uv calls it, and the tags of wheels that run on it, the best first."""

    name: str
    uv: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One system with one Python."""

    system: System
    python: str

    @property
    def name(self) -> str:
        """As files are called: `linux-3.12`."""
        return f"{self.system.name}-{self.python}"


SYSTEMS = (
    System(
        "linux",
        "x86_64-manylinux_2_34",
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)),
            "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64",
        ),
    ),
    System("windows", "x86_64-pc-windows-msvc", ("win_amd64",)),
)  # fmt: skip


def targets(systems: list[str], pythons: list[str]) -> list[Target]:
    """The targets of these systems and Pythons, all where none is named; ValueError for one that is not declared."""
    unknown = [name for name in systems if name not in {system.name for system in SYSTEMS}]
    unknown += [python for python in pythons if python not in PYTHONS]
    if unknown:
        raise ValueError(f"no bundle is made for {', '.join(unknown)}")
    wanted = [system for system in SYSTEMS if not systems or system.name in systems]
    return [Target(system, python) for system, python in product(wanted, pythons or PYTHONS)]
