#!/usr/bin/env python3
"""How long the dashboard waits for filters, orders and counts on 10,000 to a million bookings, beside its peers in the same run.

bookwatch's store by itself (`Filter`, a small program); DuckDB with the same fields in a table in memory and the same question, its
answer checked to be as many bookings; ripgrep, which searches the whole file. Milliseconds, median of 9 and the worst. The logs
are made once and kept in .build/benchmarks. A missing peer is a missing column.
"""
import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time

from bookings import Bookings
from measuring import machine, missing, table

RUNS = 9
HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.normpath(os.path.join(HERE, "../../.build"))
FIELDS = ["id", "subject", "status", "event_type", "master_page", "name", "email", "company", "time_zone"]
# Every text of a booking, each on a line of its own, so that no pattern goes across two.
TEXTS = "concat_ws(chr(10), %s)" % ", ".join(FIELDS)
CONDITIONS = {
    "type:demo": "event_type ILIKE '%demo%'",
    "master:sales type:demo": "master_page ILIKE '%sales%' AND event_type ILIKE '%demo%'",
    "starts<7d": "starts_at >= $now AND starts_at <= $now + INTERVAL 7 DAY",
    "lead>7d": "starts_at - received_at > INTERVAL 7 DAY",
    "customer9": TEXTS + " ILIKE '%customer9%'",
    "marta": TEXTS + " ILIKE '%marta%'",
    "demo marta -tokyo": "{0} ILIKE '%demo%' AND {0} ILIKE '%marta%' AND NOT {0} ILIKE '%tokyo%'".format(TEXTS),
    "/cust.*9@/": "regexp_matches(%s, 'cust.*9@', 'i')" % TEXTS,
    "name~/^m.*a$/": "regexp_matches(name, '^m.*a$', 'i')",
}
FACETS = ["event_type", "master_page", "status"]
ORDERS = {
    "starts": "starts_at", "customer": "lower(name)", "event type": "lower(event_type)", "master page": "lower(master_page)",
    "company": "lower(company)", "status": "lower(status)", "e-mail": "lower(email)", "id": "lower(id)",
}
SEARCHES = {"customer9": ["-F", "customer9"], "marta": ["-F", "marta"], "/cust.*9@/": ["cust.*9@"]}


def kept_log(count):
    """A log of so many bookings, made where it is not there yet."""
    path = os.path.join(BUILD, "benchmarks", "bookings-%d.jsonl" % count)
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Bookings().write_log(path + ".draft", count, checksums=True)
        os.rename(path + ".draft", path)
    return path


def measured(body):
    """Median and worst of several runs in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.monotonic()
        body()
        times.append((time.monotonic() - start) * 1000)
    return statistics.median(times), max(times)


def built_program():
    options = ["--package-path", os.path.join(HERE, "Filter"), "--scratch-path", os.path.join(BUILD, "filter-benchmark")]
    subprocess.run(["swift", "build", "-c", "release"] + options, check=True, stdout=sys.stderr)
    shown = subprocess.run(["swift", "build", "-c", "release", "--show-bin-path"] + options, check=True, capture_output=True)
    return os.path.join(shown.stdout.decode().strip(), "filter-benchmark")


def own_times(program, log):
    """Of each row: median, worst, and how many bookings were found, or none."""
    output = subprocess.run([program, log], check=True, capture_output=True, text=True).stdout
    rows = (line.split("\t") for line in output.splitlines())
    return {name: (float(middle), float(worst), int(found) if found else None) for name, middle, worst, found in rows}


def duckdb_times(log, own):
    """The same questions to DuckDB; what it finds must be as many bookings."""
    try:
        import duckdb
    except ImportError:
        print("DuckDB is not there; it is left out", file=sys.stderr)
        return {}
    connection = duckdb.connect()
    fields = ", ".join("booking.%s AS %s" % (name, name) for name in FIELDS)
    connection.execute(
        "CREATE TABLE b AS SELECT received_at::TIMESTAMP AS received_at, booking.starts_at::TIMESTAMP AS starts_at, "
        + fields + " FROM read_json(?, format='newline_delimited')", [log]
    )
    now = connection.execute("SELECT received_at FROM b ORDER BY rowid DESC LIMIT 1").fetchone()[0]
    times = {}

    def ask(name, query, **values):
        times[name] = measured(lambda: connection.execute(query, values or None).fetchall())

    for text, condition in CONDITIONS.items():
        values = {"now": now} if "$now" in condition else {}
        ask("filter " + text, "CREATE OR REPLACE TEMP TABLE t AS SELECT rowid FROM b WHERE " + condition, **values)
        found, ours = connection.execute("SELECT count(*) FROM t").fetchone()[0], own["filter " + text][2]
        if found != ours:
            raise RuntimeError("%s: bookwatch found %d bookings, DuckDB %d" % (text, ours, found))
    # Fewer facets than bookwatch counts, for the others are empty in these bookings.
    counts = " UNION ALL ".join("SELECT %s, count(*) FROM b GROUP BY 1" % field for field in FACETS)
    ask("counts of all facets", counts)
    for name, order in ORDERS.items():
        ask("sort by " + name, "CREATE OR REPLACE TEMP TABLE t AS SELECT rowid FROM b ORDER BY " + order)
    return times


def ripgrep_times(log):
    if missing("rg"):
        return {}
    run = lambda arguments: subprocess.run(["rg", "-c", "-i"] + arguments + [log], stdout=subprocess.DEVNULL)  # noqa: E731
    return {"filter " + text: measured(lambda: run(arguments)) for text, arguments in SEARCHES.items()}


def cell(times):
    return "%.2f / %.2f" % times[:2] if times else "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="not used: the store is timed by itself")
    parser.add_argument("--bookings", type=int, default=1_000_000)
    parser.add_argument("--log", help="another log, of which only bookwatch is timed: it is no peer's")
    options = parser.parse_args()
    program = built_program()
    print(machine())
    if options.log:
        own = own_times(program, options.log)
        table(os.path.basename(options.log), [(name, [cell(times)], None) for name, times in own.items()], ["ms"])
        return
    log = kept_log(options.bookings)
    own = own_times(program, log)
    peers = {"DuckDB": duckdb_times(log, own), "ripgrep": ripgrep_times(log)}
    peers = {name: times for name, times in peers.items() if times}
    rows = []
    for name, times in own.items():
        first = next((found[name] for found in peers.values() if name in found), None)
        cells = [cell(times)] + [cell(found.get(name)) for found in peers.values()]
        rows.append((name, cells, first and first[0] / times[0]))
    columns = ["bookwatch"] + list(peers)
    title = "{:,} bookings, ms, median / worst of {}".format(options.bookings, RUNS)
    table(title, rows, columns, "the first peer takes, times")
    compare_sizes(program, log, options.bookings, own)


def compare_sizes(program, log, count, own):
    """The same on the first bookings of the log: what must not depend on how many there are shows it here."""
    by_size = {}
    for size in (10_000, 100_000):
        if size < count:
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", dir=os.path.dirname(log)) as part:
                with open(log, encoding="utf-8") as whole:
                    part.writelines(itertools.islice(whole, size))
                part.flush()
                by_size[size] = own_times(program, part.name)
    by_size[count] = own
    names = ["an arrival", "filter type:demo", "filter customer9", "sort by customer"]
    rows = [(name, [cell(times[name]) for times in by_size.values()], None) for name in names]
    table("bookwatch by the number of bookings, ms", rows, ["{:,}".format(size) for size in by_size])


if __name__ == "__main__":
    main()
