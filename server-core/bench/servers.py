"""The servers that can be measured: where each is found and how it is configured for the comparison."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

import porthole
from problem import Problem
from workloads import Workload

HERE = Path(__file__).resolve().parent
REFERENCE = "nginx"
LOOP = "loop"


@dataclass(frozen=True)
class Surroundings:
    """What the command lines need to know: the folder to serve, a folder of the bench's own, the options."""

    root: Path
    work: Path
    program: str
    transport: Optional[str]
    npm: Optional[Path]


@dataclass(frozen=True)
class Server:
    """
    A server that is there. The command is made for a port, a workload and a folder for its configuration. Where few
    connections may wait to be let in, the others try again a second later; admission_seconds is what that takes for a
    run with the usual number of connections.
    """

    name: str
    version: str
    command: Callable
    environment: dict = field(default_factory=dict)
    is_main: bool = False
    is_java: bool = False
    admission_seconds: float = 0

    def can(self, workload: Workload) -> bool:
        return self.name != LOOP or workload.for_loop


def find(name: str, around: Surroundings) -> Server:
    """Finds a server by its name, or raises a Problem that says why it is missing."""
    if name.startswith("porthole:"):
        return _porthole(around, name, name.partition(":")[2])
    if name not in FINDERS:
        raise Problem(f"there is no such server; there are: {', '.join(FINDERS)} and porthole:TRANSPORT")
    return FINDERS[name](around)


def _porthole(around: Surroundings, name="porthole", transport=None) -> Server:
    program = porthole.find(around.program)
    transport = transport or around.transport
    more = ["--transport", transport] if transport else []

    def command(port, workload, folder):
        return [*program.launcher, "serve", around.root, "-p", port, "--log", "none", *more]

    version = program.description + (f", transport {transport}" if transport else "")
    return Server(name, version, command, is_main=True, is_java=True)


def _porthole_with_log(around: Surroundings) -> Server:
    program = porthole.find(around.program)
    classes = porthole.compile_recording(program, around.work)

    def command(port, workload, folder):
        return [*program.recording(classes), around.root, port]

    return Server("porthole+log", program.description + ", live log on", command, is_main=True, is_java=True)


def _nginx(around: Surroundings) -> Server:
    binary = _program("nginx")

    def command(port, workload, folder):
        (folder / "nginx.conf").write_text(f"""
            daemon off;
            worker_processes 1;
            pid {folder}/nginx.pid;
            error_log stderr;
            events {{ worker_connections 1024; }}
            http {{
                types {{
                    text/html html; text/css css; application/javascript js; application/json json;
                    image/png png; image/svg+xml svg; font/woff2 woff2;
                }}
                default_type application/octet-stream;
                access_log off;
                sendfile on;
                tcp_nopush on;
                tcp_nodelay on;
                keepalive_timeout 60;
                keepalive_requests 1000000000;
                open_file_cache max=10000 inactive=60s;
                open_file_cache_valid 60s;
                open_file_cache_min_uses 1;
                open_file_cache_errors on;
                client_body_temp_path {folder}/body;
                proxy_temp_path {folder}/proxy;
                fastcgi_temp_path {folder}/fastcgi;
                uwsgi_temp_path {folder}/uwsgi;
                scgi_temp_path {folder}/scgi;
                server {{ listen 127.0.0.1:{port} backlog=1024; root {around.root}; autoindex on; }}
            }}
            """)
        return [binary, "-p", folder, "-e", "stderr", "-c", folder / "nginx.conf"]

    return Server(REFERENCE, _version([binary, "-v"]), command, is_main=True)


def _loop(around: Surroundings) -> Server:
    binary = around.work / "loop"
    compiled = subprocess.run([compiler(), "-O2", "-o", binary, HERE / "loop.c"], capture_output=True, text=True)
    if compiled.returncode != 0:
        raise Problem(f"loop.c does not compile: {(compiled.stderr.splitlines() or ['?'])[0]}")

    def command(port, workload, folder):
        return [binary, port, around.root / workload.path, *(["close"] if workload.closes else [])]

    return Server(LOOP, "fixed answer from memory, " + _version([compiler(), "--version"]), command, is_main=True)


def _caddy(around: Surroundings) -> Server:
    binary = _program("caddy")

    def command(port, workload, folder):
        (folder / "Caddyfile").write_text(
            "{\n\tadmin off\n\tauto_https off\n}\n"
            f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\troot * {around.root}\n\tfile_server\n}}\n")
        return [binary, "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]

    home = str(around.work)
    return Server("caddy", _version([binary, "version"]), command,
                  {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home})


def _lighttpd(around: Surroundings) -> Server:
    binary = _program("lighttpd")

    def command(port, workload, folder):
        (folder / "lighttpd.conf").write_text(f"""
            server.document-root = "{around.root}"
            server.bind = "127.0.0.1"
            server.port = {port}
            server.max-keep-alive-requests = 65535
            server.max-keep-alive-idle = 60
            server.network-backend = "sendfile"
            mimetype.assign = (".html" => "text/html", ".css" => "text/css", ".js" => "text/javascript",
                ".json" => "application/json", ".png" => "image/png", ".svg" => "image/svg+xml",
                ".woff2" => "font/woff2", "" => "application/octet-stream")
            """)
        return [binary, "-D", "-f", folder / "lighttpd.conf"]

    return Server("lighttpd", _version([binary, "-v"]), command)


def _apache(around: Surroundings) -> Server:
    binary = _program("apache2", "httpd")
    modules = next((folder for folder in (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules"),
                                          Path("/etc/httpd/modules")) if folder.exists()), None)
    if modules is None:
        raise Problem("its modules were not found")
    user = "User www-data\nGroup www-data" if os.getuid() == 0 and _has_user("www-data") else ""

    def command(port, workload, folder):
        loads = "\n".join(f"LoadModule {module}_module {modules}/mod_{module}.so"
                          for module in ("mpm_event", "authz_core", "mime", "dir"))
        (folder / "mime.types").write_text("text/html html\ntext/css css\ntext/javascript js\n"
                                           "application/json json\nimage/png png\nimage/svg+xml svg\n"
                                           "font/woff2 woff2\n")
        (folder / "apache.conf").write_text(f"""
{loads}
{user}
ServerRoot {folder}
ServerName 127.0.0.1
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
Listen 127.0.0.1:{port}
ListenBacklog 1024
ErrorLog /dev/stderr
LogLevel error
TypesConfig {folder}/mime.types
DocumentRoot {around.root}
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
EnableSendfile On
ServerLimit 1
StartServers 1
ThreadLimit 128
ThreadsPerChild 128
MaxRequestWorkers 128
<Directory />
    AllowOverride None
    Options FollowSymLinks
    Require all granted
</Directory>
""")
        return [binary, "-f", folder / "apache.conf", "-D", "FOREGROUND"]

    return Server("apache2", _version([binary, "-v"]) + " (event)", command)


def _jwebserver(around: Surroundings) -> Server:
    home = porthole.jdk()
    if not (home / "bin/jwebserver").exists():
        raise Problem(f"{home} has no jwebserver")

    def command(port, workload, folder):
        return [home / "bin/jwebserver", "-b", "127.0.0.1", "-p", port, "-d", around.root, "-o", "none"]

    return Server("jwebserver", f"Java {porthole.java_version_text(home)}", command, is_java=True, admission_seconds=2)


def _python(around: Surroundings) -> Server:
    binary = _program("python3")

    def command(port, workload, folder):
        return [binary, "-m", "http.server", port, "--bind", "127.0.0.1", "--directory", around.root]

    return Server("python", _version([binary, "--version"]) + " http.server", command, admission_seconds=17)


def _serve(around: Surroundings) -> Server:
    binary = _npm_program("serve", around)

    def command(port, workload, folder):
        (folder / "serve.json").write_text('{"cleanUrls": false}')
        return [binary, "--no-request-logging", "--no-clipboard", "--no-compression", "--no-port-switching",
                "-c", folder / "serve.json", "-l", f"tcp://127.0.0.1:{port}", around.root]

    return Server("serve", _version([binary, "--version"]), command)


def _http_server(around: Surroundings) -> Server:
    binary = _npm_program("http-server", around)

    def command(port, workload, folder):
        return [binary, around.root, "-a", "127.0.0.1", "-p", port, "-s"]

    return Server("http-server", _version([binary, "--version"]), command)


FINDERS = {
    "nginx": _nginx,
    "porthole": _porthole,
    "porthole+log": _porthole_with_log,
    "loop": _loop,
    "caddy": _caddy,
    "lighttpd": _lighttpd,
    "apache2": _apache,
    "jwebserver": _jwebserver,
    "python": _python,
    "serve": _serve,
    "http-server": _http_server,
}


def compiler() -> str:
    """The C compiler."""
    return _program("cc", "gcc", "clang")


def _program(*names: str) -> str:
    # Servers lie where an ordinary user's PATH often does not lead.
    path = os.environ.get("PATH", os.defpath) + ":/usr/local/sbin:/usr/sbin:/sbin"
    for name in names:
        found = shutil.which(name, path=path)
        if found:
            return found
    raise Problem(f"{' or '.join(names)} is not installed")


def _npm_program(name: str, around: Surroundings) -> str:
    folders = [around.npm, around.npm / "node_modules/.bin"] if around.npm else []
    found = next((str(folder / name) for folder in folders if (folder / name).is_file()), None) or shutil.which(name)
    if not found:
        raise Problem("it is not on the PATH; say where npm has put it with --npm FOLDER")
    if not shutil.which("node"):
        raise Problem("node is not installed")
    return found


def _version(command: list) -> str:
    asked = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    first = ((asked.stdout + asked.stderr).strip().splitlines() or ["unknown version"])[0]
    return re.sub(r"^(nginx version: |Server version: )|( h1:| - a | \(ssl\)).*", "", first).strip()


def _has_user(name: str) -> bool:
    return any(line.startswith(name + ":") for line in Path("/etc/passwd").read_text().splitlines())
