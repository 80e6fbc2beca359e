#!/usr/bin/env python3
"""How many bookings a second are on the disk before they are acknowledged, beside its peers in the same run.

bookwatch with `sync = "each"` over HTTP, Redis (XADD of 600 bytes, appendfsync always), both with 1, 16 and 64 connections; SQLite
(WAL, synchronous FULL), one writer, a transaction for each row. All on the same disk. Medians of several runs in turns. A missing
peer is a missing row.
"""
import os
import sqlite3
import subprocess
import tempfile
import time

from measuring import (
    Run, Server, bookwatch, disk_options, file_system, in_turns, machine, missing, percentile, redis,
    table_of_runs, tidy_when_terminated,
)
from wrk import http_run, write_scripts


def redis_run(parent, connections):
    server = Server(redis, parent)
    try:
        # It takes a number, not a time: a few seconds on a disk that is no faster than it must be.
        count = 3_000 if connections == 1 else 1_000 * connections
        before = server.cpu()
        output = subprocess.run(
            ["redis-benchmark", "-p", str(server.port), "-c", str(connections), "-n", str(count), "-r", "1000000000", "--csv",
             "XADD", "bookings", "*", "booking", "__rand_int__" + "x" * 588],
            capture_output=True, text=True, check=True,
        ).stdout
        values = [float(value.strip('"')) for value in output.strip().splitlines()[-1].rsplit(",", 7)[1:]]
        return Run(values[0], values[3], values[5], (server.cpu() - before) / count * 100_000)
    finally:
        server.close()


def sqlite_run(parent, seconds):
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        connection = sqlite3.connect(os.path.join(folder, "bookings.db"), isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bookings (id TEXT PRIMARY KEY, line TEXT)")
        times = []
        before, begin = time.process_time(), time.monotonic()
        while time.monotonic() < begin + seconds:
            start = time.monotonic()
            connection.execute("INSERT INTO bookings VALUES (?, ?)", ("BKNG-%d" % len(times), "x" * 600))
            times.append(time.monotonic() - start)
        rate, cpu = len(times) / (time.monotonic() - begin), (time.process_time() - before) / len(times) * 100_000
        connection.close()
        return Run(rate, percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000, cpu)


def main():
    options = disk_options(__doc__)
    tidy_when_terminated()
    with tempfile.TemporaryDirectory(prefix="append-", dir=options.folder) as parent:
        print("%s; %s" % (machine(), file_system(parent)))
        script = write_scripts(parent)["POST"]
        has_redis = not missing("redis-server") and not missing("redis-benchmark")
        for connections in (1, 16, 64):
            make = bookwatch(options.binary, "each")
            runners = {
                "bookwatch, sync each": lambda: http_run(make, parent, script, connections, options.seconds, is_ours=True)
            }
            if has_redis:
                runners["Redis XADD, appendfsync always"] = lambda: redis_run(parent, connections)
            if connections == 1:
                runners["SQLite insert, WAL, synchronous FULL"] = lambda: sqlite_run(parent, options.seconds)
            results = in_turns(runners, options.runs)
            table_of_runs("On the disk before the answer, %d at once" % connections, results, "bookwatch, sync each")


if __name__ == "__main__":
    main()
