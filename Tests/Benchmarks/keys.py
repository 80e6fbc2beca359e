#!/usr/bin/env python3
"""Random keys, mouse reports, pastes, resizes and arriving bookings against the real program, for some minutes.

Half of the time no key confirms anything: then nothing may be sent but marks (which `u` undoes), no file may be written and no
program started. The other half every key is pressed. The program must never crash; where it was quit, it is started again.
"""
import argparse
import fcntl
import http.client
import json
import os
import random
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

from bookings import Bookings, redirect
from measuring import free_port
from terminal import Terminal

LETTERS = [chr(code) for code in range(0x20, 0x7F)]
SPECIAL = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\t", "\x1b[Z", "\x7f", "\x1b"]
CONTROL = [chr(code) for code in (1, 2, 4, 5, 6, 8, 11, 12, 14, 16, 18, 20, 21, 23, 25)]
FUNCTION = ["\x1bOP", "\x1bOQ", "\x1b[15~", "\x1b[17~", "\x1bg", "\x1bb", "\x1bf", "\x1bd"]
CONFIRMING = ["\r", "y", "Y", " "]
HOSTILE = ["\x1b[31m", "\x1b]0;pwn\x07", "\u202eabc", "👩‍💻", "नेहा", "a\x00b", "line\nline\ttab", "Z" * 3000, "\u009b2J", '" OR (']


def strokes(chance, confirms):
    """Some input: mostly a key, now and then a mouse report or a paste."""
    kind = chance.random()
    if kind < 0.06:
        column, row = chance.randint(1, 200), chance.randint(1, 60)
        button = chance.choice([0, 32, 64, 65, 2])
        return "\x1b[<%d;%d;%d%s" % (button, column, row, chance.choice("Mm"))
    if kind < 0.10:
        return "\x1b[200~%s\x1b[201~" % chance.choice(HOSTILE)
    keys = LETTERS + SPECIAL * 4 + CONTROL + FUNCTION * 2
    if confirms:
        keys += CONFIRMING * 4
    else:
        keys = [key for key in keys if key not in CONFIRMING and key not in "Qq"]
    return chance.choice(keys)


class Session:
    """An endpoint and a viewer in a folder of their own."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.log = os.path.join(folder, "log.jsonl")
        self.socket = os.path.join(folder, "s")
        self.port = free_port()
        self.environment = {
            "HOME": folder,
            "XDG_CONFIG_HOME": os.path.join(folder, "config"),
            "XDG_STATE_HOME": os.path.join(folder, "state"),
            "SWIFT_BACKTRACE": "enable=no",
            "DISPLAY": "",
            "WAYLAND_DISPLAY": "",
        }
        listen = ["--listen", "127.0.0.1:%d" % self.port, "--socket", self.socket, "--log", self.log]
        self.server = subprocess.Popen(
            [binary, "serve"] + listen,
            env=dict(os.environ, **self.environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not os.path.exists(self.socket):
            time.sleep(0.05)
        self.work = os.path.join(folder, "work")
        os.makedirs(self.work)
        self.starts = 0
        self.start()

    def start(self):
        here = os.getcwd()
        os.chdir(self.work)
        self.viewer = Terminal([self.binary, "watch", "--connect", self.socket], environment=self.environment)
        os.chdir(here)
        self.starts += 1
        self.viewer.wait_for(b"bookings", 20)

    def ended(self):
        """The status of a viewer that ended; None while it runs."""
        process, status = os.waitpid(self.viewer.process, os.WNOHANG)
        return status if process else None

    def children(self):
        path = "/proc/%d/task/%d/children" % (self.viewer.process, self.viewer.process)
        try:
            with open(path) as file:
                return file.read().split()
        except OSError:
            return []

    def press(self, text):
        """Types a text; a viewer that was suspended is continued, as its shell would."""
        rest = text.encode("utf-8", "surrogateescape")
        end = time.monotonic() + 20
        while rest:
            if not select.select([], [self.viewer.master], [], 1)[1]:
                with open("/proc/%d/stat" % self.viewer.process) as file:
                    state = file.read().rsplit(")", 1)[1].split()[0]
                if state == "Z":  # It ended, which is looked at later.
                    return
                if state == "T":
                    os.kill(self.viewer.process, signal.SIGCONT)
                if time.monotonic() > end:
                    sys.exit("the viewer takes no input any more; its threads: %s" % self.threads())
                continue
            try:
                rest = rest[os.write(self.viewer.master, rest[:512]):]
            except OSError:
                return

    def threads(self):
        """What each thread of the viewer waits for."""
        folder = "/proc/%d/task" % self.viewer.process
        found = []
        for name in os.listdir(folder):
            with open("%s/%s/stat" % (folder, name)) as file:
                state = file.read().rsplit(")", 1)[1].split()[0]
            with open("%s/%s/wchan" % (folder, name)) as file:
                found.append("%s %s" % (state, file.read()))
        return ", ".join(found)

    def resize(self, columns, rows):
        fcntl.ioctl(self.viewer.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def records(self):
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def close(self):
        self.viewer.close()
        self.server.terminate()
        self.server.wait(10)


def play(session, bookings, chance, seconds, confirms):
    """Presses for some seconds; answers how many inputs it was."""
    connection = http.client.HTTPConnection("127.0.0.1", session.port)
    pressed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if chance.random() < 0.1:
            pressed += 1
            booking = bookings.one(pressed + session.starts * 1_000_000, time.time())
            connection.request("GET", "/confirm/site?" + redirect(booking))
            connection.getresponse().read()
        if chance.random() < 0.02:
            session.resize(*chance.choice([(140, 40), (80, 24), (40, 10), (20, 5), (1, 1), (200, 60), (3, 100)]))
        text = strokes(chance, confirms)
        session.press(text)
        pressed += 1
        time.sleep(0.002)
        if pressed % 50 == 0:
            if not confirms and session.children():
                sys.exit("a program was started though nothing was confirmed")
            status = session.ended()
            if status is not None:
                if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != 0:
                    tail = bytes(session.viewer.written[-2000:])
                    sys.exit("the viewer ended with status %d: %r" % (status, tail))
                if not confirms:
                    sys.exit("the viewer quit though no key for that was pressed")
                os.close(session.viewer.master)
                session.start()
    return pressed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", help="a build of bookwatch")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(os.path.abspath(options.binary), folder)
        bookings = Bookings(options.seed)
        quiet = play(session, bookings, chance, options.minutes * 30, confirms=False)
        written = os.listdir(session.work)
        if written:
            sys.exit("files were written though nothing was confirmed: %s" % written)
        others = [record for record in session.records() if "of" in record and "remark" in record]
        if others:
            sys.exit("a remark was sent though nothing was confirmed: %s" % others[0])
        loud = play(session, bookings, chance, options.minutes * 30, confirms=True)
        records = session.records()
        session.close()
    print("%d inputs without a confirmation, %d with; started %d times; %d records; no crash" % (
        quiet, loud, session.starts, len(records)))


if __name__ == "__main__":
    main()
