#!/usr/bin/env python3
"""How many bookings a second are taken in, beside its peers in the same run.

Over HTTP, from wrk with 64 and 16 connections, each request another booking: an embed payload by POST, a redirect by GET.
bookwatch decodes, merges, stores and publishes each, and answers when it is on the disk (`each`) or written (`1s`, `off`). Go's
and Node's plain HTTP servers decode it and append a line, nginx logs the query; none of these syncs. Redis (XADD, appendfsync
always) does, before it answers. At last the latency of paced senders. Every acknowledged booking is looked for in the log.
Medians of several runs in turns. A missing peer is a missing row.
"""
import asyncio
import os
import subprocess
import tempfile

from append import redis_run
from measuring import (
    Server, bookwatch, disk_options, file_system, in_turns, machine, missing, percentile, table_of_runs,
    tidy_when_terminated,
)
from paced import paced, post
from wrk import check_stored, http_run, write_scripts

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


def main():
    options = disk_options(__doc__)
    tidy_when_terminated()
    with tempfile.TemporaryDirectory(prefix="ingest-", dir=options.folder) as parent:
        print("%s; %s" % (machine(), file_system(parent)))
        measure_rates(options, parent)
        measure_paced(options, parent)


def measure_rates(options, parent):
    scripts = write_scripts(parent)
    others = {}
    for name, program, make in (("Go", "go", go), ("Node", "node", node)):
        if not missing(program):
            others[name] = make(parent)
    has_nginx = not missing("nginx")
    has_redis = not missing("redis-server") and not missing("redis-benchmark")

    def over_http(make, is_ours=False):
        return lambda: http_run(make, parent, scripts[method], connections, options.seconds, is_ours)

    for method, what in (("POST", "Embed payloads by POST"), ("GET", "Redirects by GET")):
        for connections in (64, 16):
            runners = {}
            for sync in ("each", "1s", "off"):
                runners["bookwatch, sync " + sync] = over_http(bookwatch(options.binary, sync), is_ours=True)
            for name, make in others.items():
                runners[name + ", decodes and appends, no sync"] = over_http(make)
            if method == "GET" and has_nginx:
                runners["nginx, logs the query, no sync"] = over_http(nginx)
            if method == "POST" and has_redis:
                runners["Redis XADD, appendfsync always"] = lambda: redis_run(parent, connections)
            results = in_turns(runners, options.runs)
            table_of_runs("%s, %d connections" % (what, connections), results, "bookwatch, sync each")


def measure_paced(options, parent):
    server = Server(bookwatch(options.binary, "each"), parent)
    try:
        sent = asyncio.run(paced(server.port, 500, 10, 64, post))
        check_stored(server, len(sent))
    finally:
        server.close()
    times = [(answered - due) * 1000 for _, due, _, answered in sent]
    print("\n500 a second from 64 connections, sync each: p50 %.2f ms, p99 %.2f ms, at most %.2f ms after they were due" % (
        percentile(times, 0.5), percentile(times, 0.99), max(times)))


if __name__ == "__main__":
    main()
