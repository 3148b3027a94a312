"""Measures one workload: server after server, round after round, so that all see the same machine."""

import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import answers
import load
import machine
from answers import Expected, WrongAnswer
from processes import RunningServer, cpu_seconds
from servers import Server
from workloads import Workload

BEGUN = time.monotonic()


@dataclass(frozen=True)
class Plan:
    """How long and how often is measured, and where."""

    load: Path
    seconds: float
    rounds: int
    peer_rounds: int
    warm_up: float
    java_warm_up: float
    foreign_share: float
    server_core: Optional[int]
    load_core: Optional[int]

    def rounds_of(self, server: Server) -> int:
        return self.rounds if server.is_main else min(self.rounds, self.peer_rounds)

    def warm_up_of(self, server: Server) -> float:
        return self.java_warm_up if server.is_java else self.warm_up


@dataclass(frozen=True)
class Run:
    """One measurement of one server in one round."""

    round: int
    seconds: float
    requests: int
    rate: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    server_busy: float
    load_busy: float
    foreign_share: float
    noisy: bool


@dataclass
class Outcome:
    """All measurements of one server with one workload."""

    server: str
    workload: str
    runs: list = field(default_factory=list)
    thrown_away: int = 0
    failure: Optional[str] = None


@dataclass
class Contestant:
    """A running server and what has become of it so far."""

    server: Server
    running: RunningServer
    expected: Expected
    requests: Path
    outcome: Outcome


class Measurement:
    """Measures workloads; the servers are started by others."""

    def __init__(self, plan: Plan, root: Path, work: Path):
        self._plan = plan
        self._root = root
        self._work = work

    def measure(self, workload: Workload, servers: list, running: dict) -> list:
        """Returns an Outcome for each of the servers."""
        outcomes = []
        contestants = []
        for server in servers:
            outcome = Outcome(server.name, workload.name)
            outcomes.append(outcome)
            if isinstance(running[server.name], str):
                outcome.failure = running[server.name]
                continue
            try:
                contestants.append(self._prepare(workload, server, running[server.name], outcome))
            except WrongAnswer as wrong:
                outcome.failure = str(wrong)
        for number in range(1, self._plan.rounds + 1):
            progress(f"{workload.name}: round {number} of {self._plan.rounds}")
            for contestant in contestants:
                if contestant.outcome.failure is None and number <= self._plan.rounds_of(contestant.server):
                    try:
                        self._take_part(workload, contestant, number, contestants)
                    except WrongAnswer as wrong:
                        contestant.outcome.failure = str(wrong)
        return outcomes

    def _prepare(self, workload: Workload, server: Server, running: RunningServer, outcome: Outcome) -> Contestant:
        progress(f"{workload.name}: checking and warming up {server.name}")
        expected = answers.check(workload, running.port, self._root)
        requests = self._work / f"{server.name.replace(':', '-')}-{workload.name}.requests"
        load.write_requests(requests, expected)
        contestant = Contestant(server, running, expected, requests, outcome)
        self._load(workload, contestant, self._plan.warm_up_of(server))
        return contestant

    def _take_part(self, workload: Workload, contestant: Contestant, number: int, contestants: list) -> None:
        """One run that counts; noisy ones are repeated while the server has repetitions left."""
        while True:
            run = self._run(workload, contestant, number, contestants)
            if not run.noisy or contestant.outcome.thrown_away >= self._plan.rounds_of(contestant.server):
                contestant.outcome.runs.append(run)
                return
            contestant.outcome.thrown_away += 1

    def _run(self, workload: Workload, contestant: Contestant, number: int, contestants: list) -> Run:
        servers = [one.running for one in contestants]
        servers_before = cpu_seconds(servers)
        own_before, busy_before, clock_before = machine.own_seconds(), machine.busy_seconds(), time.monotonic()
        seen = self._load(workload, contestant, self._plan.seconds)
        clock = time.monotonic() - clock_before
        busy = machine.busy_seconds() - busy_before
        used = [after - before for after, before in zip(cpu_seconds(servers), servers_before)]
        own = machine.own_seconds() - own_before + sum(used)
        cpu = used[contestants.index(contestant)]
        foreign = max(0.0, busy - own) / (clock * (os.cpu_count() or 1))
        size = contestant.expected.lengths[0]
        # Of huge files hardly one is finished within a run, so the bytes are counted.
        done = seen.bytes / size if workload.in_bytes else seen.requests
        rate = seen.bytes / 1e6 / seen.seconds if workload.in_bytes else seen.requests / seen.seconds
        return Run(number, seen.seconds, seen.requests, rate, seen.p50_ms, seen.p99_ms,
                   cpu / done * 1e6 if done else 0.0, cpu / clock, seen.busy, foreign, foreign > self._plan.foreign_share)

    def _load(self, workload: Workload, contestant: Contestant, seconds: float) -> load.Load:
        return load.run(self._plan.load, contestant.requests, workload, contestant.expected, contestant.running.port,
                        seconds, self._plan.load_core)


def ratios(outcome: Outcome, reference: Optional[Outcome], figure: str) -> list:
    """A figure of each run divided by the reference's figure of the same round."""
    if reference is None or outcome.failure or reference.failure:
        return []
    base = {run.round: getattr(run, figure) for run in reference.runs}
    return [getattr(run, figure) / base[run.round] for run in outcome.runs if base.get(run.round)]


def quartiles(values: list) -> tuple:
    """First quartile, median, third quartile."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


def progress(text: str) -> None:
    """Says on the error stream what is done now."""
    minutes, seconds = divmod(int(time.monotonic() - BEGUN), 60)
    print(f"bench {minutes:2}:{seconds:02} {text}", file=sys.stderr, flush=True)
