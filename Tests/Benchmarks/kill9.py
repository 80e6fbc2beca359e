#!/usr/bin/env python3
"""Kills an endpoint in the midst of its work, again and again, and compares what it acknowledged with what its log holds.

A round: start on the log as the last round left it, eight posters at once, SIGKILL after 50 to 250 ms. At the end the log
is opened once more, checked, and read: an acknowledged booking that is missing is lost, one that stands there twice was
stored twice. Exit code 1 for either, or for a log that is not sound.
"""

import argparse
import http.client
import json
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time

from measuring import free_port, stored

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("binary")
parser.add_argument("--rounds", type=int, default=20, help="1000 for a night; default 20")
parser.add_argument("--posters", type=int, default=8)
parser.add_argument("--sync", default="each", choices=["each", "1s", "off"])
parser.add_argument("--rotate-size", default="1 MiB", help="small, so that segments are closed and compressed meanwhile")
parser.add_argument("--seed", type=int, default=None)
options = parser.parse_args()

READY_SECONDS = 10
chance = random.Random(options.seed)
folder = tempfile.TemporaryDirectory(prefix="bookwatch-kill9-")
log = pathlib.Path(folder.name) / "bookings.jsonl"
acknowledged = []
starts = []


def start(port):
    began = time.monotonic()
    process = subprocess.Popen(
        [
            options.binary, "serve", "--quiet", "--config", "/dev/null", "--listen", f"127.0.0.1:{port}",
            "--socket", "none", "--log", str(log), "--log-sync", options.sync,
            "--log-rotate-size", options.rotate_size,
        ],
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and time.monotonic() - began < READY_SECONDS:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            starts.append(time.monotonic() - began)
            return process
        except OSError:
            time.sleep(0.002)
    process.kill()
    sys.exit("the endpoint did not start: " + process.stderr.read().decode(errors="replace"))


def post(port, prefix, stop):
    number = 0
    # Long enough that a batch of eight is often cut in its middle.
    filler = "x" * 1500
    while not stop.is_set():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
            while not stop.is_set():
                identity = f"BKNG-{prefix}X{number}"
                number += 1
                body = {"booking_id": identity, "name": "Ada", "email": "ada@example.com", "note": filler}
                connection.request(
                    "POST", "/v1/confirmations", json.dumps(body), {"Content-Type": "application/json"}
                )
                answer = connection.getresponse()
                answer.read()
                if answer.status == 202:
                    acknowledged.append(identity)
        except (OSError, http.client.HTTPException):
            time.sleep(0.005)


def round(number):
    port = free_port()
    process = start(port)
    stop = threading.Event()
    posters = [
        threading.Thread(target=post, args=(port, f"{number}X{poster}", stop)) for poster in range(options.posters)
    ]
    for poster in posters:
        poster.start()
    time.sleep(chance.uniform(0.05, 0.25))
    process.kill()
    process.wait()
    stop.set()
    for poster in posters:
        poster.join()


began = time.monotonic()
for number in range(options.rounds):
    round(number)
seconds = time.monotonic() - began
process = start(free_port())
process.terminate()
process.wait()
check = subprocess.run([options.binary, "verify", str(log)], capture_output=True, text=True)
counts, files = stored(log)
lost = [identity for identity in acknowledged if identity not in counts]
twice = [identity for identity, count in counts.items() if count > 1]
print(
    f"{options.rounds} rounds in {seconds:.0f} s, sync {options.sync}: {len(acknowledged)} acknowledged,"
    f" {sum(counts.values())} stored in {files} files, {len(lost)} acknowledged lost, {len(twice)} stored twice,"
    f" ready after {1000 * max(starts):.0f} ms at most"
)
if check.returncode != 0:
    print(check.stdout + check.stderr, end="")
folder.cleanup()
sys.exit(1 if lost or twice or check.returncode != 0 else 0)
