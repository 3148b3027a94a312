"""What is asked for, and how."""

from dataclasses import dataclass, field

import documents

CONNECTIONS = 64

# What a Chromium sends when a page is opened, apart from the request line and Host.
BROWSER = [
    ("Connection", "keep-alive"),
    ("Cache-Control", "max-age=0"),
    ("sec-ch-ua", '"Chromium";v="142", "Not_A Brand";v="99"'),
    ("sec-ch-ua-mobile", "?0"),
    ("sec-ch-ua-platform", '"Linux"'),
    ("Upgrade-Insecure-Requests", "1"),
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                   "Chrome/142.0.0.0 Safari/537.36"),
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"),
    ("Sec-Fetch-Site", "none"),
    ("Sec-Fetch-Mode", "navigate"),
    ("Sec-Fetch-User", "?1"),
    ("Sec-Fetch-Dest", "document"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Accept-Language", "en-US,en;q=0.9,de;q=0.8"),
]


@dataclass(frozen=True)
class Workload:
    """One row of the table."""

    name: str
    title: str
    path: str = "1k.html"
    headers: list = field(default_factory=list)
    connections: int = CONNECTIONS
    depth: int = 1
    closes: bool = False
    conditional: bool = False
    tree: bool = False
    in_bytes: bool = False
    for_loop: bool = False

    @property
    def unit(self) -> str:
        return "MB/s" if self.in_bytes else "req/s"


ALL = [
    Workload("1k", "1 KiB", for_loop=True),
    Workload("1k-browser", "1 KiB, a browser's headers", headers=BROWSER, for_loop=True),
    Workload("16k", "16 KiB", "16k.html", for_loop=True),
    Workload("100k", "100 KiB", "100k.html", for_loop=True),
    Workload("10m", "10 MiB", "10m.bin", in_bytes=True),
    Workload("1g", "1 GiB, 2 connections", documents.HUGE, connections=2, in_bytes=True),
    Workload("pipelined", "1 KiB, 16 pipelined", depth=16, for_loop=True),
    Workload("tree", "500 mixed files", tree=True),
    Workload("304", "304 Not Modified", conditional=True),
    Workload("close", "a connection a request", headers=[("Connection", "close")], closes=True, for_loop=True),
]


def request(path: str, port: int, headers: list) -> bytes:
    """A GET request as it is sent."""
    lines = [f"GET /{path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
