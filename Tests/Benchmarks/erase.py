#!/usr/bin/env python3
"""Erases one person from a log in segments and kills the process behind each of its calls that change a file, one run a call.

Needs strace. Each run starts from the same files: plain and compressed segments, payloads that were rejected. After it, who only
reads must find all of the person or nothing; after the next erasure nothing may be left in any file, and no other record may be
missing. Exit code 1 where that does not hold.
"""

import argparse
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from bookings import Bookings

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("binary")
parser.add_argument("--records", type=int, default=100_000)
parser.add_argument("--segments", type=int, default=20)
options = parser.parse_args()

VICTIM = "victim@example.com"
FORMS = [b"victim@example.com", b"victim%40example.com"]
# strace counts each of them on its own.
CALLS = ["write", "fdatasync", "fsync", "rename", "renameat", "renameat2", "unlink", "unlinkat"]
EVERY = options.records // 5 + 1

folder = pathlib.Path(tempfile.mkdtemp(prefix="bookwatch-erase-"))
template = folder / "template"
work = folder / "work"
log = work / "bookings.jsonl"


def make_template():
    template.mkdir()
    Bookings().write_log(folder / "all.jsonl", options.records)
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "all.jsonl").unlink()
    for number in range(EVERY // 2, options.records, EVERY):
        for at in ("@", "%40"):
            lines[number] = lines[number].replace(f"customer{number + 1}{at}example", f"victim{at}example")
    length = options.records // options.segments
    for index in range(options.segments):
        last = index == options.segments - 1
        text = "".join(lines[index * length : None if last else (index + 1) * length]).encode()
        name = "bookings.jsonl" if last else "bookings.%012d.jsonl" % (index * length + 1)
        if last or index % 2:
            (template / name).write_bytes(text)
        else:
            (template / (name + ".gz")).write_bytes(gzip.compress(text, 1))
    rejected = {"received_at": "2026-01-01T00:00:00.000Z", "channel": "embed", "reason": "x", "raw": "to=victim%40example.com"}
    (template / "rejected.jsonl").write_text(json.dumps(rejected) + "\n")
    return range(EVERY // 2, options.records, EVERY)


def run(*arguments, call=None, kill_at=None):
    command = [options.binary, *arguments, "--config", "/dev/null", str(log)]
    if call:
        command = ["strace", "-f", "-qq", "-o", "/dev/null", f"-einject={call}:signal=KILL:when={kill_at}", *command]
    return subprocess.run(command, capture_output=True, text=True)


def files_with_traces():
    found = []
    for path in work.iterdir():
        data = path.read_bytes()
        if path.name.endswith(".gz"):
            data = gzip.decompress(data)
        if any(form in data.lower() for form in FORMS):
            found.append(path.name)
    return found


victims = make_template()
whole = f"{len(victims)} bookings of this person, {len(victims)} sightings"
faults, before, after = [], 0, 0
began = time.monotonic()


def interrupt(call, kill_at):
    """Whether the erasure was killed behind that call, and was not over before it."""
    global before, after
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work)
    ended = run("erase", "--email", VICTIM, "--yes", "--quiet", call=call, kill_at=kill_at).returncode == 0
    seen = run("erase", "--email", VICTIM, "--dry-run").stdout
    is_before, is_after = whole in seen, seen.startswith("Nothing of this person")
    if not ended:
        before, after = before + is_before, after + is_after
    if is_before == is_after:
        faults.append(f"{call} {kill_at}: neither before nor after: {seen}")
    again = run("erase", "--email", VICTIM, "--yes", "--quiet")
    left = files_with_traces() + [path.name for path in work.iterdir() if ".erase" in path.name]
    if again.returncode or left:
        faults.append(f"{call} {kill_at}: left in {left} {again.stderr}")
    verified = run("verify").stdout
    if not verified.startswith(f"{options.records} records,") or "The log is sound." not in verified:
        faults.append(f"{call} {kill_at}: {verified}")
    return not ended


for call in CALLS:
    kill_at = 1
    while interrupt(call, kill_at):
        kill_at += 1
shutil.rmtree(folder)
print(
    f"{options.records} records, killed behind each of {before + after} calls: {before} times as before, {after} as after, "
    f"{len(faults)} faults; {time.monotonic() - began:.0f} s"
)
print("\n".join(faults), end="\n" if faults else "")
sys.exit(1 if faults else 0)
