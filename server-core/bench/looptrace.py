"""Looks into a server's event loop from outside: how long each of its rounds takes, by the kernel's tracepoints.

A round begins when the loop returns from waiting for events and ends when it waits again. Whatever is ready meanwhile
waits for the end of the round, so the longest round is the delay that the loop itself can cause. The time in which the
scheduler gave the processor to somebody else, although the loop wanted to go on, is told apart: that is the machine's
doing. So is the time in which the loop itself waited: for the disk, or for other threads of the program (a lock, or the
garbage collector, which stops them all).
"""

import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from processes import spawn

# epoll_wait, epoll_pwait, epoll_pwait2
CALLS = {"x86_64": (232, 281, 441), "aarch64": (22, 441)}
LINE = re.compile(r"\s*(\d+)\s+(\d+\.\d+):\s+([\w:]+):\s+(.*)")
SWITCH = re.compile(r"prev_pid=(\d+) .*prev_state=(\S+) ==> .*next_pid=(\d+) ")


@dataclass
class Rounds:
    """All rounds of one loop in a stretch of time; how long the longest of each kind took, in milliseconds."""

    count: int = 0
    work: float = 0.0
    on_disk: float = 0.0
    on_threads: float = 0.0
    preempted: float = 0.0


def why_not() -> str:
    """Why loops cannot be looked into here, or nothing."""
    if not shutil.which("perf"):
        return "perf is not installed"
    if platform.machine() not in CALLS:
        return "the numbers of the system calls are not known for this processor"
    if os.geteuid() != 0:
        return "tracepoints are for root"
    return ""


class Trace:
    """Records what happens on one processor until the block is left."""

    def __init__(self, core: int, perf_core: int, folder: Path):
        self._core = core
        self._perf_core = perf_core
        self._file = folder / "perf.data"

    def __enter__(self):
        wanted = "||".join(f"id=={number}" for number in CALLS[platform.machine()])
        self._process = spawn(
            ["perf", "record", "-q", "-m", "32M", "-C", self._core, "-o", self._file,
             "-e", "raw_syscalls:sys_enter", "--filter", wanted, "-e", "raw_syscalls:sys_exit", "--filter", wanted,
             "-e", "sched:sched_switch"],
            self._perf_core, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *failure):
        self._process.send_signal(2)
        self._process.wait(30)

    def rounds(self, threads: set) -> Rounds:
        """The rounds of the busiest loop among these threads."""
        script = subprocess.Popen(
            ["perf", "script", "--ns", "-F", "tid,time,event,trace", "-i", str(self._file)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace")
        loops = {}
        for line in script.stdout:
            found = LINE.match(line)
            if not found:
                continue
            tid, at, event, detail = int(found[1]), float(found[2]) * 1e3, found[3], found[4]
            if event == "sched:sched_switch":
                switch = SWITCH.search(detail)
                if switch:
                    _of(loops, int(switch[1])).leaves(at, switch[2])
                    _of(loops, int(switch[3])).comes(at)
            elif event.endswith("sys_exit"):
                _of(loops, tid).begins(at)
            else:
                _of(loops, tid).ends(at)
        script.wait()
        self._file.unlink()
        mine = [loop for tid, loop in loops.items() if tid in threads]
        return max((loop.rounds for loop in mine), key=lambda rounds: rounds.count, default=Rounds())


def _of(loops: dict, tid: int):
    if tid not in loops:
        loops[tid] = _Loop()
    return loops[tid]


class _Loop:

    def __init__(self):
        self.rounds = Rounds()
        self._begun = None
        self._left = None
        self._state = ""
        self._away = 0.0

    def begins(self, at: float) -> None:
        self._begun = at
        self._away = 0.0

    def ends(self, at: float) -> None:
        if self._begun is not None:
            self.rounds.count += 1
            self.rounds.work = max(self.rounds.work, at - self._begun - self._away)
        self._begun = None

    def leaves(self, at: float, state: str) -> None:
        self._left = at
        self._state = state

    def comes(self, at: float) -> None:
        if self._begun is not None and self._left is not None and self._left > self._begun:
            away = at - self._left
            self._away += away
            if self._state.startswith("R"):
                self.rounds.preempted = max(self.rounds.preempted, away)
            elif self._state.startswith("D"):
                self.rounds.on_disk = max(self.rounds.on_disk, away)
            else:
                self.rounds.on_threads = max(self.rounds.on_threads, away)
        self._left = None
