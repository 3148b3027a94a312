"""A Porthole server in a process of its own, and what the kernel tells about it. For the benches beside it."""

import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

PACKAGED = pathlib.Path(__file__).resolve().parents[2] / "app/target/dist/porthole/bin/porthole"


def raise_descriptor_limit():
    """As many descriptors as may be had; returns how many."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def require(program):
    """Ends with a sentence where a program is missing; nothing is installed."""
    if shutil.which(program) is None:
        sys.exit(f"{program} is not installed. Install it, for example: apt install {program}")


class Served:
    """The packaged command (or another one) serving a folder on a free port until the block is left."""

    def __init__(self, folder, command=None):
        self.folder = str(folder)
        self.command = command.split() if command else [str(PACKAGED)]
        if not command and not PACKAGED.exists():
            sys.exit("There is no packaged Porthole yet. Make it: ./mvnw -Pdist -DskipTests package")

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command + ["serve", self.folder, "-p", "0", "--log", "none"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if not found:
            self.process.kill()
            sys.exit(f"The server did not start: {line.strip() or 'it said nothing'}")
        self.port = int(found.group(1))
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def url(self, path=""):
        return f"http://127.0.0.1:{self.port}/{path}"

    def status(self, name):
        """A line of /proc/PID/status, in bytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.M).group(1)) * 1024

    def rss(self):
        return self.status("VmRSS")

    def peak_rss(self):
        return self.status("VmHWM")


class Kernel:
    """Memory that the kernel spends on sockets of this machine, whoever they belong to."""

    def __init__(self):
        info = pathlib.Path("/proc/meminfo").read_text()
        self.slab = int(re.search(r"^Slab:\s+(\d+) kB", info, re.M).group(1)) * 1024
        sockets = pathlib.Path("/proc/net/sockstat").read_text()
        page = os.sysconf("SC_PAGE_SIZE")
        self.buffers = int(re.search(r"^TCP:.* mem (\d+)", sockets, re.M).group(1)) * page


def wrk(url, seconds, connections, script=None, threads=1):
    """Requests per second and the 99th percentile as wrk writes it; ends the bench when answers are wrong."""
    command = ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s", "--latency"]
    if script:
        command += ["-s", str(script)]
    out = subprocess.run(command + [url], capture_output=True, text=True, timeout=seconds + 30).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if not rate or "Non-2xx" in out:
        sys.exit(f"wrk did not get its answers from {url}:\n{out}")
    tail = re.search(r"99%\s+(\S+)", out)
    errors = re.search(r"Socket errors: (.*)", out)
    return float(rate.group(1)), tail.group(1) if tail else "?", errors.group(1) if errors else ""
