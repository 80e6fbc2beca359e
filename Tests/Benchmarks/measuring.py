"""What the benchmarks of the endpoint and of the store share: programs that listen, runs in turns, medians, tables."""
import argparse
import collections
import gzip
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tidy_when_terminated():
    """Lets a termination end the programs that were started and remove the temporary files, as an interrupt does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def folder_of_the_disk():
    """The build folder: it is on a real disk where a folder for temporary files may not be."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.build")
    os.makedirs(folder, exist_ok=True)
    return os.path.normpath(folder)


def disk_options(description):
    """The options of a benchmark that writes to a disk."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each run")
    parser.add_argument("--folder", default=folder_of_the_disk(), help="on the disk that is measured; .build if absent")
    return parser.parse_args()


def machine():
    """One line on what the figures were measured on."""
    model = "processor unknown"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return "%d cores (%s), load %.1f at the start" % (os.cpu_count(), model, os.getloadavg()[0])


def file_system(folder):
    """The type and the device of the file system that a folder is on."""
    found = subprocess.run(["df", "--output=fstype,source", folder], capture_output=True, text=True)
    return " on ".join(found.stdout.split("\n")[1].split()) if found.returncode == 0 else "an unknown file system"


def cpu_seconds(pid):
    """Of a process and its children."""
    total = 0
    for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split():
        total += cpu_seconds(int(child))
    try:
        with open("/proc/%d/stat" % pid) as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return total + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return total


def missing(program):
    """Whether a program is not there; says so."""
    if shutil.which(program):
        return False
    print("%s is not there; it is left out" % program, file=sys.stderr)
    return True


class Server:
    """A program that listens, in a folder of its own."""

    def __init__(self, make, parent):
        self.folder = tempfile.mkdtemp(dir=parent)
        self.port = free_port()
        with open(os.path.join(self.folder, "stderr"), "w") as errors:
            self.process = subprocess.Popen(make(self.folder, self.port), stdout=subprocess.DEVNULL, stderr=errors)
        end = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    self.close()
                    raise RuntimeError("%s does not listen" % self.process.args[0])
                time.sleep(0.01)

    def cpu(self):
        return cpu_seconds(self.process.pid)

    def stop(self):
        """Ends the program; its files stay."""
        self.process.terminate()
        self.process.wait()

    def close(self):
        self.stop()
        shutil.rmtree(self.folder)


def bookwatch(binary, sync, log=None):
    """How the endpoint is started, on a log of its own or on one that is there."""
    def make(folder, port):
        return [
            binary, "serve", "--quiet", "--config", "/dev/null", "--listen", "127.0.0.1:%d" % port, "--socket", folder + "/s",
            "--log", log or folder + "/bookings.jsonl", "--log-sync", sync,
        ]
    return make


def redis(folder, port):
    return [
        "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes",
        "--appendfsync", "always",
    ]


def stored(log, field="id"):
    """How often each booking's id, or another text of it, stands in a log, and how many files that has, compressed or not."""
    log = pathlib.Path(log)
    counts = collections.Counter()
    pattern = re.compile(rb'"booking":\{[^{}]*?"%s":"([^"]*)"' % field.encode())
    plain = {path.name for path in log.parent.glob("bookings.*jsonl")}
    files = [path for path in log.parent.glob("bookings.*") if path.name.endswith((".jsonl", ".jsonl.gz"))]
    for path in sorted(files):
        if path.name.removesuffix(".gz") in plain and path.suffix == ".gz":
            continue
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        counts.update(found.decode() for found in pattern.findall(text))
    return counts, len(files)


Run = collections.namedtuple("Run", "rate half most cpu")
"""What one run measured: requests a second, two percentiles of the latency in ms, CPU seconds for 100,000 requests."""


def medians(runs):
    """The median of each figure."""
    return type(runs[0])(*map(statistics.median, zip(*runs)))


def in_turns(runners, rounds):
    """Each runner once a round, forwards and backwards by turns, so that a noisy moment is not one runner's alone."""
    runs = {name: [] for name in runners}
    for number in range(rounds):
        for name in list(runners)[:: -1 if number % 2 else 1]:
            runs[name].append(runners[name]())
    return {name: medians(values) for name, values in runs.items()}


COLUMNS = ["a second", "p50 / p99 ms", "CPU s per 100,000"]


def cells(run):
    return ["{:,.0f}".format(run.rate), "%.2f / %.2f" % (run.half, run.most), "%.2f" % run.cpu]


def table(title, rows, columns, ratio=None):
    """Prints rows of a name, cells and a ratio, which may be None, as Markdown; no ratios where their column has no name."""
    columns = columns + ([ratio] if ratio else [])
    print("\n%s\n\n| | %s |\n|---%s|" % (title, " | ".join(columns), "|---:" * len(columns)))
    for name, values, share in rows:
        values = values + (["–" if share is None else "%.2f" % share] if ratio else [])
        print("| %s | %s |" % (name, " | ".join(values)), flush=True)


def table_of_runs(title, results, own):
    """The runs by name, each with its rate beside that of `own`."""
    rate = results[own].rate
    table(title, [(name, cells(run), run.rate / rate if rate else None) for name, run in results.items()], COLUMNS, "to bookwatch")
