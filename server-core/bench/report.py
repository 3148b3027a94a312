"""Writes what was measured as Markdown tables and as JSON."""

import dataclasses
import statistics

import workloads
from rounds import quartiles, ratios
from servers import LOOP, REFERENCE


BUSY = 0.9


class Report:
    """The outcomes of a whole measurement, by workload and server."""

    def __init__(self, outcomes: list, servers: list, missing: dict, memory: dict, facts: dict):
        self._outcomes = {(outcome.workload, outcome.server): outcome for outcome in outcomes}
        self._servers = servers
        self._missing = missing
        self._memory = memory
        self._facts = facts
        measured = {outcome.workload for outcome in outcomes}
        self._workloads = [workload for workload in workloads.ALL if workload.name in measured]

    def markdown(self) -> str:
        main = [server.name for server in self._servers if server.is_main and server.name != REFERENCE]
        peers = [server.name for server in self._servers if not server.is_main]
        parts = [self._head()]
        if main or not peers:
            parts.append(self._main_table(main))
        if peers:
            parts.append("Other servers, as a multiple of nginx:\n\n" + self._ratio_table(peers))
        parts.append("CPU time of the server for a request, in µs, and resident memory at the end:\n\n"
                     + self._cost_table())
        parts.append(self._notes())
        return "\n\n".join(part for part in parts if part)

    def json(self) -> dict:
        rows = []
        for (workload, server), outcome in self._outcomes.items():
            reference = self._outcomes.get((workload, REFERENCE))
            row = dataclasses.asdict(outcome)
            for name, figure in (("ratio", "rate"), ("p99_ratio", "p99_ms")):
                values = ratios(outcome, reference, figure)
                row[name] = dict(zip(("q1", "median", "q3"), quartiles(values))) if values else None
            rows.append(row)
        return {**self._facts, "servers": {server.name: server.version for server in self._servers},
                "missing": self._missing, "resident_bytes": self._memory, "outcomes": rows}

    def _head(self) -> str:
        lines = [f"{self._facts['date']} · {self._facts['machine']} · {self._facts['setting']}"]
        lines += [f"- {server.name}: {server.version}" for server in self._servers]
        lines += [f"- {name}: {version}" for name, version in self._facts["tools"].items()]
        return "\n".join(lines)

    def _main_table(self, main: list) -> str:
        porthole = "porthole" if "porthole" in main else None
        header = ["Work", REFERENCE, *main, "p99 nginx"]
        header += ["p99 porthole", "p99 ratio"] if porthole else []
        rows = []
        for workload in self._workloads:
            row = [workload.title, self._rate(workload, REFERENCE)]
            row += [self._ratio(workload, name, "rate", name == porthole) for name in main]
            row.append(self._latency(workload, REFERENCE))
            row += [self._latency(workload, porthole), self._p99_ratio(workload, porthole)] if porthole else []
            rows.append(row)
        return ("Multiples of nginx's figure in the same round: median [quartiles].\n\n" + _table(header, rows))

    def _ratio_table(self, names: list) -> str:
        rows = [[workload.title, *(self._ratio(workload, name, "rate", False) for name in names)]
                for workload in self._workloads]
        return _table(["Work", *names], rows)

    def _cost_table(self) -> str:
        names = [server.name for server in self._servers]
        rows = [[workload.title, *(self._median(workload, name, "cpu_us", "{:,.1f}") for name in names)]
                for workload in self._workloads]
        rows.append(["memory, MB", *(f"{self._memory[name] / 1e6:.0f}" if self._memory.get(name) else "–"
                                     for name in names)])
        return _table(["Work", *names], rows)

    def _rate(self, workload, name: str) -> str:
        return self._median(workload, name, "rate", "{:,.0f} " + workload.unit)

    def _latency(self, workload, name: str) -> str:
        return "–" if _few_answers(workload) else self._median(workload, name, "p99_ms", "{:.2f} ms")

    def _p99_ratio(self, workload, name: str) -> str:
        return "–" if _few_answers(workload) else self._ratio(workload, name, "p99_ms", False)

    def _median(self, workload, name: str, figure: str, form: str) -> str:
        outcome = self._outcomes.get((workload.name, name))
        if outcome is None:
            return "–"
        if outcome.failure or not outcome.runs:
            return "failed"
        text = form.format(statistics.median(getattr(run, figure) for run in outcome.runs))
        return text + _doubt(outcome) + (_spare(outcome) if figure == "rate" else "")

    def _ratio(self, workload, name: str, figure: str, strong: bool) -> str:
        outcome = self._outcomes.get((workload.name, name))
        if outcome is None:
            return "–"
        if outcome.failure:
            return "failed"
        reference = self._outcomes.get((workload.name, REFERENCE))
        values = ratios(outcome, reference, figure)
        if not values:
            # Without nginx there is nothing to compare with.
            return self._rate(workload, name) if figure == "rate" else "–"
        low, median, high = quartiles(values)
        text = f"{median:.2f}"
        marks = (_doubt(outcome) or _doubt(reference)) + (_spare(outcome) if figure == "rate" else "")
        return f"{f'**{text}**' if strong else text} [{low:.2f}–{high:.2f}]" + marks

    def _notes(self) -> str:
        outcomes = self._outcomes.values()
        thrown_away = sum(outcome.thrown_away for outcome in outcomes)
        kept = sum(run.noisy for outcome in outcomes for run in outcome.runs)
        lines = [f"Runs measured: {sum(len(outcome.runs) for outcome in outcomes)}; thrown away and repeated, because "
                 f"others used more than {self._facts['noise_percent']:g} % of the machine: {thrown_away}."]
        if kept:
            lines.append(f"Kept in spite of that, because there were no repetitions left: {kept} (cells with ~).")
        lines += [f"Failed: {outcome.server}, {outcome.workload}: {outcome.failure}."
                  for outcome in outcomes if outcome.failure]
        lines += [f"Missing: {name}: {reason}." for name, reason in self._missing.items()]
        if any(_spare(outcome) for outcome in outcomes if outcome.runs):
            lines.append(f"°: the server needed less than {BUSY:.0%} of its core: it waited for the load, which reads "
                         "and copies every byte, so compare the CPU time below.")
        if any(server.name == LOOP for server in self._servers):
            lines.append("loop: a minimal epoll loop in C with an answer ready in memory, the practical limit.")
        return "\n".join("- " + line for line in lines)


def _few_answers(workload) -> bool:
    return workload.in_bytes and workload.connections < 64


def _doubt(outcome) -> str:
    return "~" if any(run.noisy for run in outcome.runs) else ""


def _spare(outcome) -> str:
    """A mark for a server that was not at its limit."""
    return "°" if statistics.median(run.server_busy for run in outcome.runs) < BUSY else ""


def _table(header: list, rows: list) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
