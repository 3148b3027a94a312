"""How Porthole is started: the packaged program if it is there, else the built jars with a JDK."""

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from problem import Problem

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGED = REPOSITORY / "app/target/dist/porthole"
BUILD_JARS = "./mvnw -q -DskipTests package"
BUILD_PACKAGED = "./mvnw -Pdist -DskipTests package"
RECORDING_SOURCE = Path(__file__).resolve().parent / "java/RecordingServer.java"
POM = {"m": "http://maven.apache.org/POM/4.0.0"}

# What is on the class path besides Porthole's own jars: folder in the Maven repository, version in pom.xml.
LIBRARIES = [
    ("io/netty/*", "netty.version"),
    ("info/picocli/picocli", "picocli.version"),
    ("tools/jackson/core/jackson-core", "jackson.version"),
    ("org/jspecify/jspecify", "jspecify.version"),
]


@dataclass(frozen=True)
class Program:
    """A Porthole that can be run: the words that start it, and those that start another class with its parts."""

    description: str
    launcher: list
    java: list
    class_path: list

    def recording(self, classes: Path) -> list:
        """The words that start the server with the live log."""
        return [*self.java, "-cp", ":".join(map(str, [*self.class_path, classes])), "RecordingServer"]


def find(choice: str) -> Program:
    """The program to measure. The choice is "packaged", "jars", or "any" for the first of both that exists."""
    if choice != "jars" and (PACKAGED / "bin/porthole").exists():
        return _packaged()
    if choice == "packaged":
        raise Problem(f"the packaged program is not built. Build it with: {BUILD_PACKAGED}")
    return _from_jars()


def compile_recording(program: Program, folder: Path) -> Path:
    """Compiles the server with the live log; the class file lies in the folder that is returned."""
    classes = folder / "recording-classes"
    compiled = subprocess.run(
        [jdk() / "bin/javac", "-d", classes, "-cp", ":".join(map(str, program.class_path)), RECORDING_SOURCE],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if compiled.returncode != 0:
        raise Problem(f"{RECORDING_SOURCE.name} does not compile: {(compiled.stderr.splitlines() or ['?'])[0]}")
    return classes


def jdk() -> Path:
    """A JDK that is new enough."""
    release = _properties()["java.release"]
    on_path = shutil.which("javac")
    homes = [os.environ.get("JAVA_HOME")]
    homes += [Path(on_path).resolve().parents[1]] if on_path else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True) if Path("/usr/lib/jvm").exists() else []
    for home in homes:
        if home and (Path(home) / "bin/javac").exists() and _java_version(Path(home)) >= int(release):
            return Path(home)
    raise Problem(f"no JDK {release} was found in JAVA_HOME, on the PATH or in /usr/lib/jvm. Install one")


def java_version_text(home: Path) -> str:
    """The version of a Java runtime as it is written in its release file."""
    try:
        return re.search(r'JAVA_VERSION="([^"]+)"', (home / "release").read_text())[1]
    except (OSError, TypeError):
        return "0"


def _java_version(home: Path) -> int:
    return int(re.split(r"[.+-]", java_version_text(home))[0])


def _packaged() -> Program:
    launcher = PACKAGED / "bin/porthole"
    command = re.search(r"^exec (.*?) dev\.porthole\.app\.Main", launcher.read_text().replace("\\\n", " "),
                        re.DOTALL | re.MULTILINE)
    if command is None:
        raise Problem(f"{launcher} is not understood any more: porthole.py in the bench has to follow it")
    # The live log is the window's, so its server gets the window's options.
    words = shlex.split(command[1].replace("$home", str(PACKAGED)).replace("$options", "window")
                        .replace("${painter-}", ""))
    class_path = words.index("-cp")
    main_jar = Path(words[class_path + 1])
    return Program(
        f"packaged program of {_built(main_jar)}, Java {java_version_text(PACKAGED / 'lib/runtime')}",
        [launcher],
        words[:class_path] + words[class_path + 2:],
        [main_jar, *sorted(set(main_jar.parent.glob("*.jar")) - {main_jar})])


def _from_jars() -> Program:
    version = _pom("pom.xml").findtext("m:version", namespaces=POM)
    jars = [REPOSITORY / f"{module}/target/{module}-{version}.jar" for module in ("app", "server-core")]
    for jar in jars:
        if not jar.exists():
            raise Problem(f"{jar.relative_to(REPOSITORY)} is not built. Build it with: {BUILD_JARS}")
    home = jdk()
    arguments = _pom("app/pom.xml").findtext("m:properties/m:jvm.arguments", namespaces=POM).split()
    java = [home / "bin/java", f"--module-path={REPOSITORY / 'app/target/javafx'}",
            "--add-modules=javafx.controls,javafx.fxml", *arguments]
    class_path = jars + _libraries()
    return Program(
        f"jars of {max(map(_built, jars))}{_warning(jars)}, Java {java_version_text(home)}",
        [*java, "-cp", ":".join(map(str, class_path)), "dev.porthole.app.Main"], java, class_path)


def _libraries() -> list:
    versions = _properties()
    repository = Path.home() / ".m2/repository"
    found = []
    for folder, key in LIBRARIES:
        jars = [jar for jar in sorted(repository.glob(f"{folder}/{versions[key]}/*.jar"))
                if not jar.stem.endswith(("-sources", "-javadoc", "-tests"))]
        if not jars:
            raise Problem(f"{folder} {versions[key]} is not in {repository}. Fetch it with: {BUILD_JARS}")
        found += jars
    return found


def _warning(jars: list) -> str:
    for jar in jars:
        classes = (jar.parent / "classes").rglob("*.class")
        if any(file.stat().st_mtime > jar.stat().st_mtime for file in classes):
            return f" (OLDER than the compiled classes; build again with {BUILD_JARS})"
    return ""


def _built(file: Path) -> str:
    return datetime.fromtimestamp(file.stat().st_mtime).strftime("%Y-%m-%d %H:%M")


def _pom(path: str):
    return ElementTree.parse(REPOSITORY / path)


def _properties() -> dict:
    properties = _pom("pom.xml").find("m:properties", POM)
    return {element.tag.partition("}")[2]: (element.text or "").strip() for element in properties}
