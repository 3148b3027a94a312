"""Drives load.c: writes its requests, runs it for a while, and judges what it reports."""

import json
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from answers import Expected, WrongAnswer
from problem import Problem
from processes import spawn
from workloads import Workload

HERE = Path(__file__).resolve().parent
MARGIN_SECONDS = 30


@dataclass(frozen=True)
class Load:
    """What was seen in one run; busy is the share of its core that the load itself needed."""

    seconds: float
    requests: int
    bytes: int
    p50_ms: float
    p99_ms: float
    busy: float


def compile_load(compiler: str, folder: Path) -> Path:
    """The program that makes the load."""
    binary = folder / "load"
    compiled = subprocess.run([compiler, "-O2", "-o", binary, HERE / "load.c"], capture_output=True, text=True)
    if compiled.returncode != 0:
        raise Problem(f"load.c does not compile: {(compiled.stderr.splitlines() or ['?'])[0]}")
    return binary


def write_requests(file: Path, expected: Expected) -> None:
    """Writes the requests, ready made, as load.c reads them."""
    parts = [b"%d\n" % len(expected.requests)]
    parts += [b"%d\n%s\n" % (len(wanted), wanted) for wanted in expected.requests]
    parts.append(b"%d\n" % len(expected.order))
    parts += [b"%d\n" % number for number in expected.order]
    file.write_bytes(b"".join(parts))


def run(program: Path, requests: Path, workload: Workload, expected: Expected, port: int, seconds: float,
        core) -> Load:
    """Loads a server and returns what came back; complains if that was not what it had to be."""
    command = [program, port, workload.connections, seconds, workload.depth, requests]
    command += ["close"] if workload.closes else []
    process = spawn(command, core, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        output, _ = process.communicate(timeout=seconds + MARGIN_SECONDS)
    except subprocess.TimeoutExpired:
        raise WrongAnswer("under load, it kept a connection waiting") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode != 0:
        raise WrongAnswer(f"the load ended: {' '.join(output.split())[-200:] or process.returncode}")
    result = json.loads(output)
    _judge(result, workload, expected)
    return Load(result["seconds"], result["answers"], result["bytes"], result["p50_us"] / 1e3,
                result["p99_us"] / 1e3, result["busy"])


def _judge(result: dict, workload: Workload, expected: Expected) -> None:
    if result["refused"] or result["broken"]:
        raise WrongAnswer(f"under load, {result['refused']} answers had a status above 399 or below 200, "
                          f"and {result['broken']} connections broke")
    if result["bytes"] == 0:
        raise WrongAnswer("under load, it answered nothing")
    due = expected.bytes_of(result["answers"])
    # Answers that are under way: they were begun and are not counted, or were counted before older ones.
    under_way = workload.connections * workload.depth * max(expected.lengths)
    earlier = under_way if workload.tree else 0
    if not due - earlier <= result["bytes"] <= due + under_way:
        raise WrongAnswer(f"under load, {result['answers']} answers had {result['bytes']} bytes; {due} were expected")
