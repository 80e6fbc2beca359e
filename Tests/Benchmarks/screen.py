#!/usr/bin/env python3
"""How fast bookwatch paints, beside lnav in the same run.

A terminal of 140x40 with many bookings loaded and some arriving each second: from a key to what it changes on the screen, from
a request to its row, what a booking costs in bytes, and what is written while nothing happens. lnav follows a text file with
the same bookings. Prints a table; loopback only.
"""
import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from bookings import Bookings, iso, redirect, text
from measuring import free_port, percentile
from terminal import Terminal


class Bookwatch:
    name = "bookwatch"
    # The pointer of the selected row: nothing but moving the selection writes it.
    key_mark = "▸".encode()
    down, up = b"j", b"k"
    follow = b"G"

    def __init__(self, binary, folder, bookings, count):
        self.bookings = bookings
        self.log = os.path.join(folder, "bookings.jsonl")
        bookings.write_log(self.log, count)
        self.number = count
        self.port = free_port()
        path = os.path.join(folder, "s")
        environment = {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder, "HOME": folder, "SWIFT_BACKTRACE": "enable=no"}
        listen = ["--listen", "127.0.0.1:%d" % self.port, "--socket", path, "--log", self.log]
        self.server = subprocess.Popen(
            [binary, "serve"] + listen,
            env=dict(os.environ, **environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self.answers():
            time.sleep(0.05)
        self.terminal = Terminal([binary, "watch", "--connect", path], environment=environment)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        if not self.terminal.wait_for(b"live", 60):
            sys.exit("bookwatch shows nothing")
        self.terminal.settle()

    def answers(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def send(self, name):
        """Sends a booking and waits for the answer; returns when it was sent."""
        self.number += 1
        booking = self.bookings.one(self.number, time.time(), name)
        sent = time.monotonic()
        self.connection.request("GET", "/confirm/site?" + redirect(booking))
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit("a booking was refused: %d" % answer.status)
        return sent

    def stored(self):
        """The names in the log, in its order."""
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line)["booking"]["name"] for line in file]

    def close(self):
        self.terminal.close()
        self.server.terminate()
        self.server.wait(10)


class Lnav:
    name = "lnav"
    key_mark = None
    down, up = b"j", b"k"
    follow = b"G"

    def __init__(self, folder, bookings, count):
        self.bookings = bookings
        path = os.path.join(folder, "bookings.log")
        bookings.write_text(path, count)
        self.file = open(path, "a", encoding="utf-8")
        self.number = count
        self.terminal = Terminal(["lnav", "-W", path], environment={"HOME": folder, "XDG_CONFIG_HOME": folder})
        self.terminal.settle(2)

    def send(self, name):
        self.number += 1
        sent = time.monotonic()
        self.file.write(text(self.bookings.one(self.number, time.time(), name)) + "\n")
        self.file.flush()
        return sent

    def close(self):
        self.file.close()
        self.terminal.close()


def paced(rate, seconds):
    """Yields at a rate, for a time, without drifting."""
    begin = time.monotonic()
    for number in range(int(rate * seconds)):
        delay = begin + number / rate - time.monotonic()
        if delay > 0:
            time.sleep(delay)
        yield number


def measure_arrivals(program, rate, seconds):
    terminal = program.terminal
    terminal.press(program.follow)
    terminal.settle(1, seconds=5)
    start = terminal.length
    sent = []
    for _ in paced(rate, seconds):
        name = program.bookings.token()
        sent.append((name, program.send(name)))
    terminal.settle(1, seconds=5)
    count = terminal.length - start
    delays = []
    for name, when in sent:
        painted = terminal.time_of(name.encode(), start)
        if painted is not None:
            delays.append((painted - when) * 1000)
    return sent, delays, count / len(sent)


def measure_keys(program, rate, presses):
    """Presses keys while bookings arrive; what follows the newest would move by itself, so the selection is above."""
    terminal = program.terminal
    terminal.press(program.up * 10)
    terminal.settle(1, seconds=5)
    delays = []
    pause = 0.1
    for number in paced(rate, presses * pause):
        program.send(program.bookings.token())
        if number % max(1, int(rate * pause)):
            continue
        key = program.down if len(delays) % 2 else program.up
        when, before = terminal.press(key)
        painted = None
        while painted is None and time.monotonic() < when + 2:
            time.sleep(0.0005)
            mark = program.key_mark
            painted = terminal.time_of(mark, before) if mark else terminal.time_after(before)
        delays.append(((painted or when + 2) - when) * 1000)
    return delays


def measure_idle(program, seconds=10):
    program.terminal.settle(3, seconds=10)
    start = program.terminal.length
    time.sleep(seconds)
    return program.terminal.length - start


def measure(program, options):
    sent, arrivals, cost = measure_arrivals(program, options.rate, options.seconds)
    keys = measure_keys(program, options.rate, options.presses)
    burst, shown, burst_cost = measure_arrivals(program, options.burst, options.burst_seconds)
    idle = measure_idle(program)
    result = {
        "key to paint, median ms": statistics.median(keys),
        "key to paint, worst ms": max(keys),
        "request to paint, median ms": statistics.median(arrivals) if arrivals else float("nan"),
        "request to paint, p95 ms": percentile(arrivals, 0.95) if arrivals else float("nan"),
        "bytes a booking at %d/s" % options.rate: cost,
        "bytes a booking at %d/s" % options.burst: burst_cost,
        "bytes in 10 s idle": idle,
    }
    if isinstance(program, Bookwatch):
        names = program.stored()
        expected = [name for name, _ in burst]
        place = {name: index for index, name in enumerate(names)}
        found = [place[name] for name in expected if name in place]
        result["lost of %d at %d/s" % (len(expected), options.burst)] = len(expected) - len(found)
        result["out of order"] = sum(1 for left, right in zip(found, found[1:]) if left > right)
    result["rows seen of %d at %d/s" % (len(sent), options.rate)] = len(arrivals)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", help="a release build of bookwatch")
    parser.add_argument("--bookings", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--burst", type=int, default=200)
    parser.add_argument("--burst-seconds", type=int, default=60)
    parser.add_argument("--without-peer", action="store_true")
    options = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        program = Bookwatch(os.path.abspath(options.binary), folder, Bookings(), options.bookings)
        results[program.name] = measure(program, options)
        program.close()
        if not options.without_peer and shutil.which("lnav"):
            program = Lnav(folder, Bookings(), options.bookings)
            results[program.name] = measure(program, options)
            program.close()
    rows = {row for result in results.values() for row in result}
    order = [row for row in results["bookwatch"] if row in rows]
    print("140x40, %d bookings loaded, %s" % (options.bookings, iso(time.time())))
    print("%-36s" % "" + "".join("%12s" % name for name in results))
    for row in order:
        cells = ["%12.1f" % result[row] if row in result else "%12s" % "-" for result in results.values()]
        print("%-36s" % row + "".join(cells))


if __name__ == "__main__":
    main()
