"""Drives wrk: writes its script, runs it for a while, and judges what it reports."""

import json
import math
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from answers import Expected, WrongAnswer
from processes import spawn
from workloads import Workload

# wrk takes whole seconds only; for others it is interrupted, and then reports as usual.
MARGIN_SECONDS = 5
START_SECONDS = 20
MARK = "bench-result "

DONE = """
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format(
        '\\nMARK{"micros":%d,"requests":%d,"bytes":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d,'
        .. '"p50":%d,"p99":%d}\\n',
        summary.duration, summary.requests, summary.bytes, errors.connect, errors.read, errors.write,
        errors.status, errors.timeout, latency:percentile(50), latency:percentile(99)))
end
""".replace("MARK", MARK)

ONE = """
function wrk.format() return %s end
"""

MANY = """
local requests = {%s}
local order = {%s}
local i = 0
function request()
    i = i %% #order + 1
    return requests[order[i]]
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw in one run."""

    seconds: float
    requests: int
    bytes: int
    p50_ms: float
    p99_ms: float


def write_script(file: Path, workload: Workload, expected: Expected) -> None:
    """Writes the requests, ready made, into a script for wrk."""
    if len(expected.requests) == 1:
        text = ONE % _quoted(expected.requests[0] * workload.depth)
    else:
        text = MANY % (",\n".join(_quoted(request) for request in expected.requests),
                       ",".join(str(number + 1) for number in expected.order))
    file.write_text(text + DONE)


def _quoted(text: bytes) -> str:
    return '"' + "".join(f"\\{byte:03}" if byte < 32 or byte in b'"\\' else chr(byte) for byte in text) + '"'


def run(wrk: str, script: Path, workload: Workload, expected: Expected, port: int, seconds: float, core) -> Load:
    """Loads a server and returns what came back; complains if that was not what it had to be."""
    command = [wrk, "-t1", f"-c{workload.connections}", f"-d{math.ceil(seconds) + MARGIN_SECONDS}s",
               "--timeout", "60s", "-s", script, f"http://127.0.0.1:{port}/{workload.path}"]
    process = spawn(command, core, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        _await_handler(process)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    line = next((line for line in output.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise WrongAnswer(f"wrk said: {' '.join(output.split())[-200:]}")
    result = json.loads(line[len(MARK):])
    _judge(result, workload, expected)
    return Load(result["micros"] / 1e6, result["requests"], result["bytes"], result["p50"] / 1e3, result["p99"] / 1e3)


def _await_handler(process: subprocess.Popen) -> None:
    """Waits until an interruption makes wrk report; before that it would simply end. It is under load by then."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        status = Path(f"/proc/{process.pid}/status").read_text()
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", status, re.MULTILINE)
        if caught and int(caught[1], 16) >> (signal.SIGINT - 1) & 1:
            return
        time.sleep(0.005)


def _judge(result: dict, workload: Workload, expected: Expected) -> None:
    errors = {name: result[name] for name in ("connect", "read", "write", "status", "timeout") if result[name]}
    if errors:
        raise WrongAnswer("under load, errors: " + ", ".join(f"{name} {count}" for name, count in errors.items()))
    if result["bytes"] == 0:
        raise WrongAnswer("under load, it answered nothing")
    due = expected.bytes_of(result["requests"])
    # Answers that are under way: they were begun and are not counted, or were counted before older ones.
    under_way = workload.connections * workload.depth * max(expected.lengths)
    earlier = under_way if workload.tree else 0
    if not due - earlier <= result["bytes"] <= due + under_way:
        raise WrongAnswer(f"under load, {result['requests']} answers had {result['bytes']} bytes; {due} were expected")
