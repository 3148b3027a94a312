"""Fetches answers byte by byte and compares them with the files, before anything is measured."""

import random
import socket
from dataclasses import dataclass
from pathlib import Path

import documents
from workloads import Workload, request

SECONDS = 20
ORDER_LENGTH = 8192


class WrongAnswer(Exception):
    """A server did not answer as it has to; the text says how."""


@dataclass
class Expected:
    """The requests to send to one server, in this order over and over, and how long each answer is."""

    requests: list
    lengths: list
    order: list

    def bytes_of(self, answers: int) -> int:
        """How many bytes the first so many answers have together."""
        cycle = [self.lengths[number] for number in self.order]
        whole, rest = divmod(answers, len(cycle))
        return whole * sum(cycle) + sum(cycle[:rest])


def check(workload: Workload, port: int, root: Path) -> Expected:
    """Asks for everything the workload asks for, once, and compares."""
    paths = documents.tree_paths(root) if workload.tree else [workload.path]
    order = random.Random(documents.SEED).choices(range(len(paths)), k=ORDER_LENGTH) if workload.tree else [0]
    requests = []
    lengths = []
    for path in paths:
        headers = list(workload.headers)
        if workload.conditional:
            headers += _validator(path, port, root)
        wanted = request(path, port, headers)
        requests.append(wanted)
        lengths.append(_fetch(wanted, port, root / path, 304 if workload.conditional else 200)[1])
    return Expected(requests, lengths, order)


def _validator(path: str, port: int, root: Path) -> list:
    fields, _ = _fetch(request(path, port, []), port, root / path, 200)
    if "etag" in fields:
        return [("If-None-Match", fields["etag"])]
    if "last-modified" in fields:
        return [("If-Modified-Since", fields["last-modified"])]
    raise WrongAnswer("sends neither ETag nor Last-Modified")


def _fetch(wanted: bytes, port: int, file: Path, status: int) -> tuple:
    try:
        with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
            connection.sendall(wanted)
            with connection.makefile("rb", 1 << 18) as stream:
                return _read(stream, file, status)
    except OSError as failure:
        raise WrongAnswer(f"{file.name}: {failure}") from failure


def _read(stream, file: Path, status: int) -> tuple:
    line = stream.readline()
    words = line.split(None, 2)
    if len(words) < 2 or words[1] != str(status).encode():
        raise WrongAnswer(f"{file.name}: {status} expected, got {line.strip().decode('latin-1') or 'nothing'}")
    length = len(line)
    fields = {}
    while line not in (b"\r\n", b""):
        line = stream.readline()
        length += len(line)
        name, _, value = line.decode("latin-1").partition(":")
        fields[name.strip().lower()] = value.strip()
    if status == 304:
        return fields, length
    if "content-encoding" in fields:
        raise WrongAnswer(f"{file.name}: compressed, which the others do not do")
    with open(file, "rb") as content:
        if fields.get("transfer-encoding", "").lower() == "chunked":
            length += _compare_chunks(stream, content, file.name)
        else:
            length += _compare(stream, content, int(fields.get("content-length", file.stat().st_size)), file.name)
        if content.read(1):
            raise WrongAnswer(f"{file.name}: the answer is shorter than the file")
    return fields, length


def _compare(stream, content, length: int, name: str) -> int:
    left = length
    while left > 0:
        block = stream.read(min(left, 1 << 18))
        if not block:
            raise WrongAnswer(f"{name}: the answer ends too early")
        if block != content.read(len(block)):
            raise WrongAnswer(f"{name}: the answer differs from the file")
        left -= len(block)
    return length


def _compare_chunks(stream, content, name: str) -> int:
    length = 0
    while True:
        line = stream.readline()
        size = int(line.split(b";")[0], 16)
        length += len(line) + _compare(stream, content, size, name) + len(stream.readline())
        if size == 0:
            return length
