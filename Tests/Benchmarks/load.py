#!/usr/bin/env python3
"""How fast a log of a million bookings is opened, beside its peers in the same run.

bookwatch reads it into its store, checksums verified, merged and indexed, until the endpoint answers; its dashboard shows the
newest. DuckDB loads the same fields into a table, simdjson reads them on demand with as many threads as there are cores, lnav
indexes the lines, jq filters them. Medians of several runs, the file in the page cache. A missing peer is a missing row.
"""
import argparse
import http.client
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from bookings import Bookings
from measuring import free_port
from terminal import Terminal

TEXTS = ["id", "subject", "status", "event_type", "master_page", "name", "email", "company", "starts_at", "time_zone"]


def measured(command, **options):
    """Seconds of a program from start to end, and its largest memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise RuntimeError("%s ended with status %d" % (command[0], status))
    return time.monotonic() - start, usage.ru_maxrss / 1024


class Bookwatch:
    def __init__(self, binary, folder, log):
        self.binary, self.folder, self.log = binary, folder, log
        self.environment = {
            "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder, "XDG_RUNTIME_DIR": folder, "HOME": folder,
            "SWIFT_BACKTRACE": "enable=no",
        }

    def whole(self):
        """The log as one file, which the peers read too."""
        return ["--log", self.log, "--log-rotate-size", "never"]

    def load(self):
        """From the start until the endpoint answers, with all bookings in the store."""
        port = free_port()
        start = time.monotonic()
        process = subprocess.Popen(
            [self.binary, "serve", *self.whole(), "--listen", "127.0.0.1:%d" % port, "--socket", ""],
            env=dict(os.environ, **self.environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while True:
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                    connection.request("GET", "/healthz")
                    connection.getresponse().read()
                    break
                except OSError:
                    if process.poll() is not None:
                        raise RuntimeError("bookwatch serve ended")
                    time.sleep(0.002)
            return time.monotonic() - start, memory(process.pid)
        finally:
            process.terminate()
            process.wait()

    def first_paint(self, newest):
        """From the start until the newest booking is on the screen."""
        socket = os.path.join(self.folder, "w.sock")
        arguments = ["watch", *self.whole(), "--listen", "127.0.0.1:0", "--socket", socket]
        start = time.monotonic()
        terminal = Terminal([self.binary] + arguments, environment=self.environment)
        try:
            if not terminal.wait_for(newest.encode(), 30):
                raise RuntimeError("the newest booking never came to the screen")
            return time.monotonic() - start
        finally:
            terminal.close()


def memory(pid):
    with open("/proc/%d/status" % pid) as file:
        for line in file:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0


def peers(log, folder):
    """The peers that are there: name, what it does, how it is run."""
    columns = ", ".join("booking.%s AS %s" % (name, name) for name in TEXTS)
    try:
        import duckdb  # noqa: F401

        program = (
            "import duckdb; duckdb.sql(\"CREATE TABLE b AS SELECT seq, received_at, channel, source, %s"
            " FROM read_json('%s', format='newline_delimited')\")"
        )
        yield "DuckDB", "the same fields into a table", [sys.executable, "-c", program % (columns, log)]
    except ImportError:
        print("DuckDB is not there; it is left out", file=sys.stderr)
    reader = compiled_reader(folder)
    if reader:
        yield "simdjson", "the same fields on demand, %d threads" % os.cpu_count(), [reader, log, str(os.cpu_count())]
    if shutil.which("lnav"):
        yield "lnav", "index of the lines", ["env", "HOME=" + folder, "lnav", "-n", "-q", "-c", ":goto 100%", log]
    if shutil.which("jq"):
        yield "jq", "filter by a field", ["jq", "-c", 'select(.booking.event_type == "Product demo") | .seq', log]


def compiled_reader(folder):
    """The program that reads with simdjson; None where it cannot be made."""
    if not shutil.which("g++") or not os.path.exists("/usr/include/simdjson.h"):
        print("simdjson is not there; it is left out", file=sys.stderr)
        return None
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "simdjson_reader.cpp")
    program = os.path.join(folder, "simdjson_reader")
    subprocess.run(["g++", "-O3", "-march=native", "-std=c++17", "-pthread", source, "-lsimdjson", "-o", program], check=True)
    return program


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--bookings", type=int, default=1_000_000, help="how many the log has")
    parser.add_argument("--log", help="a log to read in the place of a made-up one; it is opened for writing")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bookwatch-load-") as folder:
        log = options.log or os.path.join(folder, "bookings.jsonl")
        newest = None
        if not options.log:
            bookings = Bookings()
            newest = bookings.write_log(log, options.bookings, checksums=True)
        size = os.path.getsize(log) / 1e6
        print("%s of %.0f MB; medians of %d runs" % (os.path.basename(log), size, options.runs))
        bookwatch = Bookwatch(options.binary, folder, log)
        loads = [bookwatch.load() for _ in range(options.runs)]
        own = statistics.median(seconds for seconds, _ in loads)
        own_memory = statistics.median(megabytes for _, megabytes in loads)
        row("bookwatch", "into the store, checksums verified", own, size, own_memory, own)
        for name, what, command in peers(log, folder):
            runs = [measured(command) for _ in range(options.runs if name != "jq" else 1)]
            seconds = statistics.median(run[0] for run in runs)
            row(name, what, seconds, size, statistics.median(run[1] for run in runs), own)
        if newest:
            paints = [bookwatch.first_paint(newest) for _ in range(options.runs)]
            print("newest booking on the screen after %.0f ms" % (statistics.median(paints) * 1000))


def row(name, what, seconds, size, megabytes, own):
    times = "%5.1fx" % (seconds / own)
    print("%-10s %-38s %7.2f s %6.2f GB/s %6.0f MB  %s" % (name, what, seconds, size / 1000 / seconds, megabytes, times))


if __name__ == "__main__":
    main()
