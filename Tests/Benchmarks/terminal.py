"""A program in a pseudo-terminal, with the time at which each of its bytes came."""
import bisect
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
import time


class Terminal:
    """Runs a program in a pseudo-terminal of a size and keeps what it writes, read by a thread of its own."""

    def __init__(self, arguments, columns=140, rows=40, environment=None):
        self.ends = []  # where in `written` each piece ends
        self.times = []  # when it came
        self.written = bytearray()
        self.lock = threading.Lock()
        child_environment = dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
        child_environment.pop("NO_COLOR", None)
        child_environment.update(environment or {})
        self.started = time.monotonic()
        self.process, self.master = pty.fork()
        if self.process == 0:
            try:
                os.execvpe(arguments[0], arguments, child_environment)
            except OSError:
                os._exit(127)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        while True:
            try:
                piece = os.read(self.master, 1 << 16)
            except OSError:
                return
            now = time.monotonic()
            if not piece:
                return
            with self.lock:
                self.written += piece
                self.ends.append(len(self.written))
                self.times.append(now)

    def press(self, keys):
        """Sends keys; answers when, and how much had been written before."""
        with self.lock:
            length = len(self.written)
        now = time.monotonic()
        os.write(self.master, keys)
        return now, length

    @property
    def length(self):
        with self.lock:
            return len(self.written)

    def time_of(self, needle, start=0):
        """When the bytes had come in whole, searched from a place on; None where they have not."""
        with self.lock:
            place = self.written.find(needle, start)
            if place < 0:
                return None
            end = place + len(needle)
            return self.times[bisect.bisect_left(self.ends, end)]

    def time_after(self, start):
        """When the first byte after a place came."""
        with self.lock:
            place = bisect.bisect_right(self.ends, start)
            return self.times[place] if place < len(self.times) else None

    def wait_for(self, needle, seconds=60, start=0):
        """Waits until some bytes have come; answers whether they did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.time_of(needle, start) is not None:
                return True
            time.sleep(0.01)
        return False

    def settle(self, quiet=1.0, seconds=30):
        """Waits until nothing was written for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            length = self.length
            time.sleep(quiet)
            if self.length == length:
                return

    def close(self):
        """Ends the program: first as its user would, at last by force; only this one."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                break
            if self._ended(3):
                break
        os.close(self.master)

    def _ended(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    return True
            except ChildProcessError:
                return True
            time.sleep(0.02)
        return False
