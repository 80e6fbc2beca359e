"""Bookings over HTTP from wrk, each request another one; nothing that was acknowledged may be missing in the log."""
import os
import re
import shutil
import subprocess
import sys

from measuring import Run, Server, stored

NOTE = "Please call my mobile if the link does not work; two colleagues will join from another office."
BODY = (
    '{"errorStatus":0,"bookingInfo":{"Version":"7.35","MeetingTimes":[{"UTCTime":"2026-01-22T06:00:00",'
    '"CustomerTime":"2026-01-22T06:00:00","SOTime":"2026-01-22T06:00:00"}],'
    '"CancelRescheduleLink":"https://go.oncehub.com/sales?Params=BKNG-@","Note":"' + NOTE + '","statusCode":"1",'
    '"Message":null,"CustomerName":"Maria Thompson","CustomerEmail":"maria@@corp.example.org",'
    '"CustomerPhone":"+1-889-555-9389","EventTypeName":"Onboarding session","BookingId":["BKNG-@"]}}'
)
QUERY = (
    "Name=Maria%20Thompson&Email=maria@%40corp.example.org&subject=Onboarding%20session%20with%20Maria%20Thompson"
    "&company=Northwind%20Traders&phone=%2B1-889-555-9389&note=" + NOTE.replace(" ", "%20").replace(";", "%3B") + "&bookingPage="
    "amer-ae-team&creationTime=2026-01-05T23%3A59%3A57.531Z&meetingTime=2026-01-22T06%3A00%3A00.000Z"
    "&timeZone=Eastern%20time&utcOffset=-5&Budget=%3E250k"
)
SCRIPT = """
local threads = 0
function setup(thread) thread:set("number", threads); threads = threads + 1 end
function init(arguments) count = 0 end
function request()
    count = count + 1
    local text = string.gsub(%(template)r, "@", string.format("%%d%%09d", number + 1, count))
    %(send)s
end
function done(summary) io.write(string.format("BAD %%d\\n", summary.errors.status + summary.errors.read + summary.errors.timeout)) end
"""
POST = 'return wrk.format("POST", "/v1/confirmations", {["Content-Type"] = "application/json"}, text)'
GET = 'return wrk.format("GET", "/confirm?" .. text)'


def write_scripts(folder):
    """The scripts for wrk in a folder, by method; ends the program where wrk is not there."""
    if not shutil.which("wrk"):
        sys.exit("wrk is not there; it sends the bookings")
    scripts = {}
    for method, template, send in (("POST", BODY, POST), ("GET", QUERY, GET)):
        scripts[method] = os.path.join(folder, method + ".lua")
        with open(scripts[method], "w") as file:
            file.write(SCRIPT % {"template": template, "send": send})
    return scripts


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def wrk(server, script, connections, seconds):
    before = server.cpu()
    output = subprocess.run(
        ["wrk", "-t", "1", "-c", str(connections), "-d", "%ds" % seconds, "--latency", "-s", script,
         "http://127.0.0.1:%d" % server.port],
        capture_output=True, text=True, check=True,
    ).stdout
    cpu = server.cpu() - before
    bad = int(re.search(r"BAD (\d+)", output).group(1))
    answered = int(re.search(r"(\d+) requests in", output).group(1))
    if bad:
        raise RuntimeError("%d requests were not answered well" % bad)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    half, most = (milliseconds(re.search(r"\n\s+%d%%\s+(\S+)" % share, output).group(1)) for share in (50, 99))
    return answered, Run(rate, half, most, cpu / answered * 100_000)


def http_run(make, parent, script, connections, seconds, is_ours):
    """One run against a program that is started for it."""
    server = Server(make, parent)
    try:
        answered, run = wrk(server, script, connections, seconds)
        if is_ours:
            check_stored(server, answered)
        return run
    finally:
        server.close()


def check_stored(server, answered):
    """Whatever was answered must stand in the log; what was under way at the end may."""
    server.stop()
    counts, _ = stored(os.path.join(server.folder, "bookings.jsonl"), "email")
    if len(counts) < answered:
        raise RuntimeError("%d bookings were acknowledged, but only %d stand in the log" % (answered, len(counts)))
