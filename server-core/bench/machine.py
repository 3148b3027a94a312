"""What is known of the machine: its load by others, its kernel, its processors."""

import os
import platform
import re
from pathlib import Path

from processes import TICK


def busy_seconds() -> float:
    """How long all processors together have worked since the start of the system."""
    with open("/proc/stat") as stat:
        user, nice, system, _, _, interrupts, soft_interrupts, stolen = map(int, stat.readline().split()[1:9])
    return (user + nice + system + interrupts + soft_interrupts + stolen) / TICK


def own_seconds() -> float:
    """The time that the bench itself and its ended children have used, and no server that still runs."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def description() -> str:
    """Kernel and processors, in a line."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"Linux {platform.release()}, {os.cpu_count()} × {model[1].strip() if model else platform.machine()}"
