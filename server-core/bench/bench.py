"""The bench's command: reads the options, starts the servers, measures, prints the tables."""

import argparse
import contextlib
import datetime
import json
import math
import os
import signal
import sys
import tempfile
from pathlib import Path

import documents
import load
import machine
import servers
import workloads
from problem import Problem
from processes import RunningServer, free_port
from report import Report
from rounds import Measurement, Plan, progress

JAVA_WARM_UP = 16.0
# What a run takes beside its seconds: the load connects, ends, and is reckoned up.
OVERHEAD_SECONDS = 0.15


def options() -> argparse.Namespace:
    names = [workload.name for workload in workloads.ALL]
    parser = argparse.ArgumentParser(prog="run", description="Measures Porthole against other web servers.")
    parser.add_argument("--workloads", metavar="A,B", help="of: " + ", ".join(names))
    parser.add_argument("--servers", metavar="A,B",
                        help="of: " + ", ".join(servers.FINDERS) + ", porthole:TRANSPORT; "
                             "nginx is what the others are compared with")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds, 7 by default; other servers take part in 3")
    parser.add_argument("--seconds", type=float, metavar="S", help="length of a run, 1.5 by default")
    parser.add_argument("--quick", action="store_true", help="2 rounds of 0.5 s: shows that all works, proves nothing")
    parser.add_argument("--noise", type=float, default=5, metavar="PERCENT",
                        help="a run is repeated if others used more of the machine; 5 by default")
    parser.add_argument("--unpinned", action="store_true", help="let server and load run on any core")
    parser.add_argument("--program", choices=["any", "packaged", "jars"], default="any",
                        help="which Porthole: the packaged program, the jars, or (default) the first that is built")
    parser.add_argument("--transport", metavar="NAME", help="handed to porthole serve")
    parser.add_argument("--npm", type=Path, metavar="FOLDER", help="where npm has put serve and http-server")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured")
    return parser.parse_args()


def chosen_workloads(text) -> list:
    if text is None:
        return workloads.ALL
    by_name = {workload.name: workload for workload in workloads.ALL}
    unknown = [name for name in text.split(",") if name not in by_name]
    if unknown:
        raise Problem(f"there is no workload {unknown[0]}; there are: {', '.join(by_name)}")
    return [by_name[name] for name in text.split(",")]


def make_plan(choice: argparse.Namespace, work: Path) -> Plan:
    cores = sorted(os.sched_getaffinity(0))
    if not choice.unpinned and len(cores) < 2:
        raise Problem("server and load need a core each, and there is only one. Run it with --unpinned")
    seconds = choice.seconds or (0.5 if choice.quick else 1.5)
    rounds = choice.rounds or (2 if choice.quick else 7)
    if not (0.1 <= seconds <= 600 and 1 <= rounds <= 1000):
        raise Problem("a run takes 0.1 to 600 seconds, and there are 1 to 1000 rounds")
    return Plan(
        load=load.compile_load(servers.compiler(), work), seconds=seconds, rounds=rounds, peer_rounds=3,
        warm_up=0.2 if choice.quick else 0.5,
        java_warm_up=1.0 if choice.quick else JAVA_WARM_UP,
        foreign_share=choice.noise / 100,
        server_core=None if choice.unpinned else cores[0],
        load_core=None if choice.unpinned else cores[1])


def find_servers(choice: argparse.Namespace, around: servers.Surroundings) -> tuple:
    names = choice.servers.split(",") if choice.servers else list(servers.FINDERS)
    found, missing = [], {}
    for name in dict.fromkeys(names):
        try:
            found.append(servers.find(name, around))
        except Problem as problem:
            missing[name] = str(problem)
            progress(f"without {name}: {problem}")
    if not found:
        raise Problem("none of the servers was found: " + "; ".join(missing.values()))
    if "porthole" in missing and not choice.servers:
        raise Problem(missing["porthole"])
    return found, missing


def expected_seconds(plan: Plan, chosen: list, found: list) -> float:
    total = 0.0
    for server in found:
        for workload in filter(server.can, chosen):
            beside = OVERHEAD_SECONDS + server.admission_seconds * workload.connections / workloads.CONNECTIONS
            total += plan.rounds_of(server) * (plan.seconds + beside) + plan.warm_up_of(server) + beside
    return total


@contextlib.contextmanager
def started(server: servers.Server, workload, plan: Plan, work: Path):
    """A server while it runs, or the sentence why it does not."""
    folder = Path(tempfile.mkdtemp(prefix=server.name.replace(":", "-") + "-", dir=work))
    folder.chmod(0o755)
    port = free_port()
    running = RunningServer(server.name, server.command(port, workload, folder), port, plan.server_core, folder,
                            server.environment)
    try:
        try:
            running.await_ready()
        except Problem as problem:
            progress(f"{server.name} {problem}")
            yield str(problem)
            return
        yield running
    finally:
        running.stop()


def measure(plan: Plan, chosen: list, found: list, around: servers.Surroundings) -> tuple:
    measurement = Measurement(plan, around.root, around.work)
    outcomes, memory = [], {}
    with contextlib.ExitStack() as whole_time:
        running = {}
        for server in found:
            # The loop knows one answer only, so it is started anew for each workload.
            if server.name != servers.LOOP:
                running[server.name] = whole_time.enter_context(started(server, None, plan, around.work))
        for workload in chosen:
            able = [server for server in found if server.can(workload)]
            with contextlib.ExitStack() as this_workload:
                for server in able:
                    if server.name == servers.LOOP:
                        running[server.name] = this_workload.enter_context(
                            started(server, workload, plan, around.work))
                outcomes += measurement.measure(workload, able, running)
                memory.update(resident(running))
                running.pop(servers.LOOP, None)
    return outcomes, memory


def resident(running: dict) -> dict:
    return {name: one.resident_bytes() for name, one in running.items() if isinstance(one, RunningServer)}


def facts(plan: Plan, choice: argparse.Namespace) -> dict:
    where = ("server and load on any core" if plan.server_core is None
             else f"server on core {plan.server_core}, load on core {plan.load_core}")
    return {
        "date": datetime.datetime.now().strftime("%Y-%m-%d %H:%M"),
        "machine": machine.description(),
        "setting": f"{where}; {workloads.CONNECTIONS} keep-alive connections; {plan.rounds} rounds of {plan.seconds:g} s",
        "noise_percent": choice.noise,
        "tools": {"python": sys.version.split()[0]},
    }


def main() -> int:
    choice = options()
    chosen = chosen_workloads(choice.workloads)
    with tempfile.TemporaryDirectory(prefix="porthole-bench-") as folder:
        work = Path(folder)
        # Servers that give up their rights have to reach what lies in it.
        work.chmod(0o755)
        plan = make_plan(choice, work)
        around = servers.Surroundings(work / "root", work, choice.program, choice.transport,
                                      choice.npm.absolute() if choice.npm else None)
        found, missing = find_servers(choice, around)
        around.root.mkdir()
        documents.make(around.root)
        minutes = expected_seconds(plan, chosen, found) / 60
        progress(f"takes about {math.ceil(minutes)} min, at most twice that when others use the machine")
        outcomes, memory = measure(plan, chosen, found, around)
        report = Report(outcomes, found, missing, memory, facts(plan, choice))
        if choice.json:
            choice.json.write_text(json.dumps(report.json(), indent=1, ensure_ascii=False) + "\n")
        print(report.markdown())
    return 0


class Ended(Exception):
    """The bench was told to end."""


def give_up(number, frame):
    raise Ended(signal.Signals(number).name)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, give_up)
    try:
        sys.exit(main())
    except Problem as problem:
        print(f"bench: {problem}.", file=sys.stderr)
        sys.exit(2)
    except Ended as ended:
        print(f"bench: ended early by {ended}; all servers are stopped.", file=sys.stderr)
        sys.exit(130)
