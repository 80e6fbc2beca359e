"""Made-up bookings: as lines of a log, as redirects, and as lines of text for programs that read text."""
import json
import random
import string
import sys
import time
import urllib.parse

FIRST = ["Marta", "Zoë", "Ahmed", "太郎", "Priya", "Odile", "Jürgen", "Chidi", "Ana", "Leif", "Noor", "Olu"]
LAST = ["Quintela", "O’Brien", "Garcia", "山田", "Raman", "Fabre", "Weiß", "Okafor", "Silva", "Dahl", "Haddad", "Ade"]
TYPES = ["Product demo", "Onboarding call", "Discovery call", "Support escalation", "Quarterly review"]
MASTERS = ["sales", "onboarding", "apac-hub", "partners", "support"]
ZONES = ["Europe/Lisbon", "Asia/Tokyo", "America/New_York", "Europe/Berlin", "Asia/Kolkata"]


def iso(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + ".%03dZ" % (seconds * 1000 % 1000)


class Bookings:
    """The same bookings on every machine, for a seed; `now` is the time of the newest in the log."""

    def __init__(self, seed=7, now=None):
        self.random = random.Random(seed)
        self.now = int(now or time.time())

    def token(self):
        """Letters that stand nowhere else on the screen."""
        return "".join(self.random.choice(string.ascii_lowercase) for _ in range(10))

    def one(self, number, received, name=None):
        choose = self.random.choice
        start = received + choose([1, 2, 5, 26, 50, 170]) * 3600
        return {
            "id": "BKNG-%012d" % number,
            "name": name or "%s %s" % (choose(FIRST), choose(LAST)),
            "email": "customer%d@example.com" % number,
            "company": "Company %d" % (number % 500),
            "event_type": choose(TYPES),
            "master_page": choose(MASTERS),
            "time_zone": choose(ZONES),
            "starts_at": iso(start - start % 900),
            "received_at": iso(received),
        }

    def write_log(self, path, count, checksums=False):
        """A log of bookings that came over the last ten days; gives the customer's name of the newest, which is none other's.

        Checksums need google-crc32c from PyPI; without it there are none.
        """
        checksum = checksum_of_bytes() if checksums else None
        newest = "Newest " + self.token()
        with open(path, "w", encoding="utf-8") as file:
            for number in range(1, count + 1):
                received = self.now - 864_000 + 864_000 * number / (count + 1)
                booking = self.one(number, received, newest if number == count else None)
                fields = {"product": "booking_calendars", "id": booking["id"], "subject": booking["event_type"]}
                fields["status"] = "scheduled"
                for name in ("event_type", "master_page", "name", "email", "company", "starts_at", "time_zone"):
                    fields[name] = booking[name]
                record = {"v": 1, "seq": number, "received_at": booking["received_at"], "channel": "webhook"}
                record.update(source="site", event="booking.scheduled", booking=fields, raw=redirect(booking))
                line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                if checksum:
                    line = '%s,"crc32c":"%08x"}' % (line[:-1], checksum(line[:-1].encode()))
                file.write(line + "\n")
        return newest

    def write_text(self, path, count):
        """The same as lines of text, a line a booking."""
        with open(path, "w", encoding="utf-8") as file:
            for number in range(1, count + 1):
                received = self.now - 864_000 + 864_000 * number / (count + 1)
                file.write(text(self.one(number, received)) + "\n")


def checksum_of_bytes():
    """CRC-32C; None where the package is not there."""
    try:
        import google_crc32c

        return google_crc32c.value
    except ImportError:
        print("google-crc32c is not there; the log has no checksums", file=sys.stderr)
        return None


def redirect(booking):
    """The query of a redirect of Booking Calendars."""
    fields = {
        "booking_calendar": "BKC-7QF2M9ZK4T",
        "id": booking["id"],
        "subject": booking["event_type"],
        "name": booking["name"],
        "email": booking["email"],
        "starting_time": booking["starts_at"],
        "customer_timezone": booking["time_zone"],
    }
    return urllib.parse.urlencode(fields)


def text(booking):
    return "%s info %s  %s  %s  %s  %s" % tuple(
        booking[name] for name in ("received_at", "name", "event_type", "master_page", "email", "starts_at")
    )
