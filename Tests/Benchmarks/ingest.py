#!/usr/bin/env python3
"""How many bookings a second are taken in, beside its peers in the same run.

Over HTTP, from wrk with 64 connections, each request another booking: an embed payload by POST, a redirect by GET. bookwatch
decodes, merges, stores and publishes each, and answers when it is on the disk (`each`) or written (`off`). Go's and Node's plain
HTTP servers decode it and append a line, nginx logs the query; none of these syncs. Of stores that sync before they answer:
Redis (XADD, appendfsync always) and SQLite (WAL, synchronous FULL), with 1, 16 and 64 at once. At last the latency of paced
senders. Medians of several runs in turns. A missing peer is a missing row.
"""
import argparse
import asyncio
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from screen import free_port, percentile

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
GO = """package main
import ("encoding/json"; "io"; "net/http"; "os"; "sync")
func main() {
	file, _ := os.OpenFile(os.Args[2], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0600)
	var lock sync.Mutex
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var value any
		if r.Method == "POST" {
			body, _ := io.ReadAll(r.Body)
			if json.Unmarshal(body, &value) != nil { w.WriteHeader(400); return }
		} else { value = r.URL.Query() }
		line, _ := json.Marshal(value)
		lock.Lock(); file.Write(append(line, '\\n')); lock.Unlock()
		w.WriteHeader(204)
	})
	http.ListenAndServe("127.0.0.1:"+os.Args[1], nil)
}
"""
NODE = """const http = require("http"), fs = require("fs"), file = fs.openSync(process.argv[3], "a", 0o600);
http.createServer((request, response) => {
  const store = (value) => { fs.writeSync(file, JSON.stringify(value) + "\\n"); response.writeHead(204).end(); };
  if (request.method != "POST") return store(Object.fromEntries(new URL(request.url, "http://x").searchParams));
  const parts = [];
  request.on("data", (part) => parts.push(part)).on("end", () => store(JSON.parse(Buffer.concat(parts).toString())));
}).listen(+process.argv[2], "127.0.0.1");
"""
NGINX = """daemon off; worker_processes 1; pid %(folder)s/nginx.pid; error_log %(folder)s/error.log;
events { worker_connections 1024; }
http {
  log_format bookings escape=json '{"time":"$time_iso8601","query":"$args"}';
  access_log %(folder)s/access.log bookings; client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy;
  fastcgi_temp_path %(folder)s/fcgi; uwsgi_temp_path %(folder)s/uwsgi; scgi_temp_path %(folder)s/scgi; keepalive_requests 1000000000;
  server { listen 127.0.0.1:%(port)d; return 204; }
}
"""


def cpu_seconds(pid):
    """Of a process and its children."""
    total = 0
    for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split():
        total += cpu_seconds(int(child))
    try:
        with open("/proc/%d/stat" % pid) as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return total + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return total


class Server:
    """A program that listens, in a folder of its own."""

    def __init__(self, make, parent):
        self.folder = tempfile.mkdtemp(dir=parent)
        self.port = free_port()
        self.process = subprocess.Popen(
            make(self.folder, self.port), stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.folder, "stderr"), "w")
        )
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("%s does not listen" % self.process.args[0])
                time.sleep(0.01)

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)


def bookwatch(binary, sync):
    def make(folder, port):
        return [
            binary, "serve", "--quiet", "--config", "/dev/null", "--listen", "127.0.0.1:%d" % port, "--socket", folder + "/s",
            "--log", folder + "/bookings.jsonl", "--log-sync", sync,
        ]
    return make


def go(parent):
    source, program = os.path.join(parent, "main.go"), os.path.join(parent, "receiver")
    with open(source, "w") as file:
        file.write(GO)
    environment = dict(os.environ, GOCACHE=os.path.join(parent, "gocache"), GOFLAGS="-mod=mod", GO111MODULE="off", CGO_ENABLED="0")
    subprocess.run(["go", "build", "-o", program, source], check=True, env=environment)
    return lambda folder, port: [program, str(port), folder + "/bookings.jsonl"]


def node(parent):
    source = os.path.join(parent, "receiver.js")
    with open(source, "w") as file:
        file.write(NODE)
    return lambda folder, port: ["node", source, str(port), folder + "/bookings.jsonl"]


def nginx(folder, port):
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w") as file:
        file.write(NGINX % {"folder": folder, "port": port})
    return ["nginx", "-c", path, "-p", folder]


def redis(folder, port):
    return [
        "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes",
        "--appendfsync", "always",
    ]


class Run:
    """What one run measured."""

    def __init__(self, rate, half=None, most=None, cpu=None):
        self.rate, self.half, self.most, self.cpu = rate, half, most, cpu


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def wrk(server, script, connections, seconds):
    before = cpu_seconds(server.process.pid)
    output = subprocess.run(
        ["wrk", "-t", "1", "-c", str(connections), "-d", "%ds" % seconds, "--latency", "-s", script,
         "http://127.0.0.1:%d" % server.port],
        capture_output=True, text=True, check=True,
    ).stdout
    cpu = cpu_seconds(server.process.pid) - before
    bad = int(re.search(r"BAD (\d+)", output).group(1))
    answered = int(re.search(r"(\d+) requests in", output).group(1))
    if bad:
        raise RuntimeError("%d requests were not answered well" % bad)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    half, most = (milliseconds(re.search(r"\n\s+%d%%\s+(\S+)" % share, output).group(1)) for share in (50, 99))
    return answered, Run(rate, half, most, cpu / answered * 100_000)


def http_run(make, parent, script, connections, seconds, is_ours):
    server = Server(make, parent)
    try:
        answered, run = wrk(server, script, connections, seconds)
        if is_ours:
            check_stored(server, answered)
        return run
    finally:
        server.close()


def check_stored(server, answered):
    """Whatever was answered must be in the store; what was under way at the end may be."""
    with urllib.request.urlopen("http://127.0.0.1:%d/healthz" % server.port) as answer:
        stored = int(re.search(rb'"records":(\d+)', answer.read()).group(1))
    if stored < answered:
        raise RuntimeError("%d bookings were acknowledged, but only %d are stored" % (answered, stored))


def redis_run(parent, connections, seconds):
    server = Server(redis, parent)
    try:
        count = 200_000 if connections > 1 else 10_000
        before = cpu_seconds(server.process.pid)
        output = subprocess.run(
            ["redis-benchmark", "-p", str(server.port), "-c", str(connections), "-n", str(count), "-r", "1000000000", "--csv",
             "XADD", "bookings", "*", "booking", "__rand_int__" + "x" * 588],
            capture_output=True, text=True, check=True,
        ).stdout
        values = [float(value.strip('"')) for value in output.strip().splitlines()[-1].rsplit(",", 7)[1:]]
        cpu = (cpu_seconds(server.process.pid) - before) / count * 100_000
        return Run(values[0], values[3], values[5], cpu)
    finally:
        server.close()


def sqlite_run(parent, seconds):
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        connection = sqlite3.connect(os.path.join(folder, "bookings.db"), isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bookings (id TEXT PRIMARY KEY, line TEXT)")
        times = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.monotonic()
            connection.execute("INSERT INTO bookings VALUES (?, ?)", ("BKNG-%d" % len(times), "x" * 600))
            times.append(time.monotonic() - start)
        connection.close()
        return Run(len(times) / seconds, percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000)


async def paced(port, rate, seconds, connections):
    """Latencies in milliseconds, from the time at which each booking was due."""
    times = []
    begin = time.monotonic() + 0.1

    async def sender(place):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(place, rate * seconds, connections):
            due = begin + number / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            body = BODY.replace("@", "9%09d" % number).encode()
            head = "POST /v1/confirmations HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n" % port
            writer.write(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 20"):
                raise RuntimeError("a paced booking was refused")
            await reader.readexactly(int(re.search(rb"content-length: (\d+)", answer, re.IGNORECASE).group(1)))
            times.append((time.monotonic() - due) * 1000)
        writer.close()

    await asyncio.gather(*(sender(place) for place in range(connections)))
    return times


def table(title, rows, own, columns):
    print("\n%s\n" % title)
    print("| | " + " | ".join(columns) + " | to bookwatch |\n|---" + "|---:" * (len(columns) + 1) + "|")
    for name, cells, ratio in rows:
        print("| %s | %s | %s |" % (name, " | ".join(cells), "%.2f" % (ratio / own) if own else "–"))


def medians(runs):
    middle = lambda values: None if None in values else statistics.median(values)  # noqa: E731
    return Run(*(middle([getattr(run, name) for run in runs]) for name in ("rate", "half", "most", "cpu")))


def cells(run):
    latency = "–" if run.half is None else "%.2f / %.2f" % (run.half, run.most)
    return ["{:,.0f}".format(run.rate), latency, "–" if run.cpu is None else "%.2f" % run.cpu]


def in_turns(runners, rounds):
    """Each runner once a round, so that a noisy moment is not one runner's alone."""
    runs = {name: [] for name in runners}
    for _ in range(rounds):
        for name, runner in runners.items():
            runs[name].append(runner())
    return {name: medians(values) for name, values in runs.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each run")
    parser.add_argument("--folder", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.build"),
                        help="on the disk that is measured; .build if absent")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not there; it sends the bookings")
    os.makedirs(options.folder, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ingest-", dir=options.folder) as parent:
        measure(options, parent)


def measure(options, parent):
    scripts = {}
    for name, template, send in (("POST", BODY, POST), ("GET", QUERY, GET)):
        # A percent sign of the query stands for itself in the text that takes the place.
        scripts[name] = os.path.join(parent, name + ".lua")
        with open(scripts[name], "w") as file:
            file.write(SCRIPT % {"template": template, "send": send})
    others = {}
    for name, program, make in (("Go", "go", go), ("Node", "node", node)):
        if shutil.which(program):
            others[name] = make(parent)
        else:
            print("%s is not there; it is left out" % name, file=sys.stderr)

    def over_http(make, method, connections=64, is_ours=False):
        return lambda: http_run(make, parent, scripts[method], connections, options.seconds, is_ours)

    def ours(sync, method, connections=64):
        return over_http(bookwatch(options.binary, sync), method, connections, is_ours=True)

    columns = ["a second", "p50 / p99 ms", "CPU s per 100,000"]
    for method, title in (("POST", "Embed payloads by POST, 64 connections"), ("GET", "Redirects by GET, 64 connections")):
        runners = {"bookwatch, sync each": ours("each", method), "bookwatch, sync off": ours("off", method)}
        for name, make in others.items():
            runners[name + ", decodes and appends, no sync"] = over_http(make, method)
        if method == "GET" and shutil.which("nginx"):
            runners["nginx, logs the query, no sync"] = over_http(nginx, method)
        results = in_turns(runners, options.runs)
        own = results["bookwatch, sync each"].rate
        table(title, [(name, cells(run), run.rate) for name, run in results.items()], own, columns)
    for connections in (1, 16, 64):
        runners = {"bookwatch, sync each": ours("each", "POST", connections)}
        if shutil.which("redis-benchmark"):
            runners["Redis XADD, appendfsync always"] = lambda count=connections: redis_run(parent, count, options.seconds)
        if connections == 1:
            runners["SQLite insert, WAL, synchronous FULL"] = lambda: sqlite_run(parent, options.seconds)
        results = in_turns(runners, options.runs)
        title = "On the disk before the answer, %d at once" % connections
        own = results["bookwatch, sync each"].rate
        table(title, [(name, cells(run), run.rate) for name, run in results.items()], own, columns)
    server = Server(bookwatch(options.binary, "each"), parent)
    try:
        times = asyncio.run(paced(server.port, 500, 10, 64))
    finally:
        server.close()
    print("\n500 a second from 64 connections, sync each: p50 %.2f ms, p99 %.2f ms, at most %.2f ms after they were due" % (
        percentile(times, 0.5), percentile(times, 0.99), max(times)))


if __name__ == "__main__":
    main()
