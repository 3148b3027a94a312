"""What heavy clients do to a server while others ask for small files. Each runs in a process of its own."""

import os
import socket
import sys
import time

HUGE = "1g.bin"
FOLDER = "many/"
CHUNK = 1 << 20
GARBAGE = b"GET /1k.html HTTP/1.1\r\nHost: localhost\r\nX: " + b"\x01" * (16 << 10) + b"\r\n\r\n"
RANGES = "bytes=" + ",".join(f"{i * 6000}-{i * 6000 + 5000}" for i in range(16))


def main() -> None:
    """Takes the load, the port, the folder and how many seconds to go on."""
    load, port, root, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
    os.nice(10)
    LOADS[load](port, root, time.monotonic() + seconds)


def get(path: str, *lines: str) -> bytes:
    return ("\r\n".join([f"GET /{path} HTTP/1.1", "Host: localhost", *lines]) + "\r\n\r\n").encode("ascii")


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port))


def drain(client: socket.socket, until: float) -> int:
    """Throws away what comes; returns how much it was."""
    total = 0
    buffer = bytearray(CHUNK)
    client.settimeout(0.5)
    try:
        while time.monotonic() < until:
            count = client.recv_into(buffer)
            if count == 0:
                break
            total += count
    except OSError:
        pass
    return total


def cold(port: int, root: str, until: float) -> None:
    """Downloads a file that is in nobody's memory, again and again."""
    with open(os.path.join(root, HUGE), "rb") as file:
        while time.monotonic() < until:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            with connect(port) as client:
                client.sendall(get(HUGE, "Connection: close"))
                drain(client, until)


def garbage(port: int, root: str, until: float) -> None:
    """Heads of 16 KiB that have to be refused."""
    while time.monotonic() < until:
        with connect(port) as client:
            client.sendall(GARBAGE)
            drain(client, until)


def flood(path: str):
    """A thousand requests in one go, from four clients in turn."""
    def load(port: int, root: str, until: float) -> None:
        requests = get(path) * 1000
        while time.monotonic() < until:
            clients = [connect(port) for _ in range(4)]
            for client in clients:
                client.sendall(requests)
                client.shutdown(socket.SHUT_WR)
            for client in clients:
                drain(client, until)
                client.close()
    return load


def spin(port: int, root: str, until: float) -> None:
    """Nothing but work for the processor: what the clients of the other cases do to the machine by themselves."""
    while time.monotonic() < until:
        sum(range(1000))


LOADS = {"cold": cold, "garbage": garbage, "flood": flood("1k.html"), "flood-100k": flood("100k.html"), "spin": spin}

if __name__ == "__main__":
    main()
