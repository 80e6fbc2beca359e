"""Senders that keep a pace whatever the answers take, so that what waits for a slow answer counts as late."""
import asyncio
import re
import time

from wrk import BODY


async def paced(port, rate, seconds, connections, exchange):
    """What `exchange` returned for each number from 1, when that was due, sent and answered, by the monotonic clock."""
    sent = []
    begin = time.monotonic() + 0.1

    async def sender(place):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in range(place, rate * seconds, connections):
            due = begin + number / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            start = time.monotonic()
            key = await exchange(number + 1, reader, writer)
            sent.append((key, due, start, time.monotonic()))
        writer.close()

    await asyncio.gather(*(sender(place) for place in range(connections)))
    return sent


async def post(number, reader, writer):
    """Posts a booking; returns its number in the log."""
    body = BODY.replace("@", "9%09d" % number).encode()
    head = "POST /v1/confirmations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    writer.write(head.encode() % len(body) + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    if not answer.startswith(b"HTTP/1.1 20"):
        raise RuntimeError("a paced booking was refused")
    length = int(re.search(rb"content-length: (\d+)", answer, re.IGNORECASE).group(1))
    return int(re.search(rb'"seq":(\d+)', await reader.readexactly(length)).group(1))
