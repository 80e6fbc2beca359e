#!/usr/bin/env python3
"""How soon many viewers have a booking, beside Redis in the same run.

1, 10, 100 and 1,000 viewers of the live events while 200 bookings a second come in: bookwatch with `sync = "each"`, Redis with
XADD and PUBLISH in one transaction (appendfsync always) and as many subscribers. The delay is taken from the moment a booking was
sent, and from its acknowledgement, which the sender may see after a viewer has seen the booking. What did not come, or came
twice, is counted. Medians of several runs in turns. The viewers of both are one small program in C; without a compiler there is no
benchmark, and without Redis no peer.
"""
import argparse
import asyncio
import collections
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile

from measuring import (
    Server, bookwatch, file_system, folder_of_the_disk, in_turns, machine, missing, percentile, redis, table,
    tidy_when_terminated,
)
from paced import paced, post

SENDERS = 8
PATIENCE = 20
Delivery = collections.namedtuple("Delivery", "sent_half sent_most answered_half answered_most cpu lost twice")


def compiled_viewers(folder):
    """The program that views; it ends this one where it cannot be made."""
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "viewers.c")
    program = os.path.join(folder, "viewers")
    compiler = next((name for name in ("cc", "clang", "gcc") if shutil.which(name)), None)
    if not compiler:
        sys.exit("a C compiler is not there; it makes the viewers")
    subprocess.run([compiler, "-O2", source, "-o", program], check=True)
    return program


async def add(number, reader, writer):
    """Stores a booking in Redis and publishes it, or neither; returns its number."""
    text = b"booking:%d:" % number
    text += b"x" * (600 - len(text))
    for command in ([b"MULTI"], [b"XADD", b"bookings", b"*", b"booking", text], [b"PUBLISH", b"bookings", text], [b"EXEC"]):
        writer.write(b"*%d\r\n" % len(command) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in command))
    # Four answers: OK, QUEUED twice, and an array of the entry's id and the number of subscribers.
    for _ in range(3):
        await reader.readuntil(b"\r\n")
    if await reader.readuntil(b"\r\n") != b"*2\r\n":
        raise RuntimeError("Redis refused a booking")
    for _ in range(3):
        await reader.readuntil(b"\r\n")
    return number


def measure(make, request, prefix, exchange, viewers, options, parent, program):
    server = Server(make, parent)
    arrivals = os.path.join(server.folder, "arrivals")
    count = options.rate * options.seconds
    arguments = [program, server.port, viewers, count, options.seconds + PATIENCE, prefix, arrivals]
    watcher = subprocess.Popen([str(one) for one in arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        watcher.stdin.write(request.encode())
        watcher.stdin.close()
        if watcher.stdout.readline() != b"ready\n":
            raise RuntimeError("the viewers could not connect")
        before = server.cpu()
        sent = asyncio.run(paced(server.port, options.rate, options.seconds, SENDERS, exchange))
        if watcher.wait() != 0:
            raise RuntimeError("the viewers failed")
        cpu = (server.cpu() - before) / count * 1000
        with open(arrivals, "rb") as file:
            return delivery(sent, struct.iter_unpack("=IIQ", file.read()), viewers, cpu)
    finally:
        watcher.kill()
        watcher.wait()
        server.close()


def delivery(sent, arrivals, viewers, cpu):
    times = {key: (start, answered) for key, _, start, answered in sent}
    seen = collections.Counter()
    from_sent, from_answered = [], []
    for viewer, number, nanoseconds in arrivals:
        start, answered = times[number]
        seen[viewer, number] += 1
        from_sent.append((nanoseconds / 1e9 - start) * 1000)
        from_answered.append((nanoseconds / 1e9 - answered) * 1000)
    lost = viewers * len(times) - len(seen)
    twice = sum(number - 1 for number in seen.values())
    shares = [percentile(values, share) for values in (from_sent, from_answered) for share in (0.5, 0.99)]
    return Delivery(*shares, cpu, lost, twice)


def row(result, own):
    values = [
        "%.2f / %.2f" % (result.sent_half, result.sent_most), "%.2f / %.2f" % (result.answered_half, result.answered_most),
        "%.2f" % result.cpu, "%d" % result.lost, "%d" % result.twice,
    ]
    return values, result.sent_half / own.sent_half


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--viewers", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--rate", type=int, default=200, help="bookings a second")
    parser.add_argument("--seconds", type=int, default=10, help="of each run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", default=folder_of_the_disk(), help="on a disk; .build if absent")
    options = parser.parse_args()
    tidy_when_terminated()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    columns = ["sent to seen, p50 / p99 ms", "answered to seen, p50 / p99 ms", "CPU ms a booking", "lost", "twice"]
    with tempfile.TemporaryDirectory(prefix="subscribers-", dir=options.folder) as parent:
        print("%s; %s" % (machine(), file_system(parent)))
        program = compiled_viewers(parent)
        events = "GET /v1/events?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        programs = {"bookwatch, sync each": (bookwatch(options.binary, "each"), events, "\nid: ", post)}
        if not missing("redis-server"):
            programs["Redis XADD and PUBLISH, appendfsync always"] = (redis, "SUBSCRIBE bookings\r\n", "booking:", add)
        for viewers in options.viewers:
            runners = {
                name: lambda what=what: measure(*what, viewers, options, parent, program) for name, what in programs.items()
            }
            results = in_turns(runners, options.runs)
            own = results["bookwatch, sync each"]
            title = "%d bookings a second, %s viewers" % (options.rate, "{:,}".format(viewers))
            table(title, [(name, *row(result, own)) for name, result in results.items()], columns, "p50 to bookwatch")


if __name__ == "__main__":
    main()
