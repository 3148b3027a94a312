"""Child processes: each in a session of its own, ended as a whole, their CPU and memory read from /proc."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from problem import Problem

START_SECONDS = 30
STOP_SECONDS = 5
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)


def _prepare_child(core) -> None:
    # Should the bench itself be killed, its servers are asked to end.
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if core is not None:
        os.sched_setaffinity(0, {core})


def spawn(command: list, core, **options) -> subprocess.Popen:
    """Starts a program on one core, or on any if that is None."""
    return subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _prepare_child(core),
        **options)


class RunningServer:
    """A server that accepts connections."""

    def __init__(self, name: str, command: list, port: int, core, folder: Path, environment: dict):
        self.name = name
        self.port = port
        self._output = folder / "output.txt"
        with open(self._output, "wb") as output:
            self._process = spawn(
                command, core, stdout=output, stderr=subprocess.STDOUT, cwd=folder,
                env={**os.environ, **environment})

    def await_ready(self) -> None:
        """Waits until the port is open."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise Problem(f"ended at once: {self._last_line()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise Problem(f"did not open its port within {START_SECONDS} s: {self._last_line()}")

    def stop(self) -> None:
        """Ends the server with everything it has started."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                pass
            deadline = time.monotonic() + STOP_SECONDS
            while time.monotonic() < deadline:
                self._process.poll()
                if not self._members():
                    return
                time.sleep(0.02)

    def cpu_seconds(self) -> float:
        """User and system time until now."""
        return cpu_seconds([self])[0]

    def resident_bytes(self) -> int:
        """The memory of all its processes; what they share is counted for each."""
        return sum(int(fields[21]) for fields in self._members()) * PAGE

    def threads(self) -> set:
        """The numbers of all threads of its processes."""
        session = str(self._process.pid)
        return {int(thread.name)
                for stat in Path("/proc").glob("[0-9]*/stat") if _session(stat) == session
                for thread in stat.parent.glob("task/[0-9]*")}

    def _members(self) -> list:
        # Fields from the third on, see proc(5): the second may contain blanks. The session is the sixth.
        session = str(self._process.pid)
        return [fields for fields in _all_processes() if fields[3] == session and fields[0] != "Z"]

    def _last_line(self) -> str:
        lines = self._output.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}, and it said nothing"


def cpu_seconds(servers: list) -> list:
    """User and system time of each of the servers until now. All in one pass, which takes a while on a busy machine."""
    ticks = {str(server._process.pid): 0 for server in servers}
    for fields in _all_processes():
        if fields[3] in ticks and fields[0] != "Z":
            ticks[fields[3]] += int(fields[11]) + int(fields[12])
    return [ticks[str(server._process.pid)] / TICK for server in servers]


def _session(stat: Path) -> str:
    try:
        return stat.read_text().rpartition(")")[2].split()[3]
    except OSError:
        # It has ended in between.
        return ""


def _all_processes():
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    yield stat.read().rpartition(")")[2].split()
            except OSError:
                # It has ended in between.
                continue


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
