"""What schemathesis must know beyond the description: how to sign, and what texts of our own formats look like."""
import hashlib
import hmac
import json
import os
import time

import schemathesis
from hypothesis import strategies as st

SECRET = os.environ.get("BOOKWATCH_WEBHOOK_SECRET", "")

words = st.text("abcdefghijklmnopqrstuvwxyzäß李", min_size=1, max_size=8)
terms = st.one_of(
    words,
    words.map(lambda word: f'"{word} {word}"'),
    words.map(lambda word: f"/{word}.*/"),
    st.tuples(
        st.sampled_from(["name", "email", "type", "page", "source", "company", "calendar", "field.reason"]), words
    ).map(":".join),
    words.map(lambda word: f'status:="{word}"'),
    st.sampled_from(["product:calendars", "channel:webhook", "status:canceled"]),
    st.sampled_from(["starts:<2h", "starts:today", "received:>10m"]),
)
filters = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) OR ({pair[1]})"),
        inner.map(lambda text: f"-({text})"),
    ),
    max_leaves=5,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=10,
)
codes = st.sampled_from(["delivery-late", "delivery-failed", "form-not-found", "hook-failed", "config"])
reports = st.fixed_dictionaries({"code": codes}, optional={"detail": words})

schemathesis.openapi.format("bookwatch-filter", filters)
schemathesis.openapi.format("bookwatch-json", values.map(json.dumps))
schemathesis.openapi.format("bookwatch-report", reports.map(json.dumps))


class Signature:
    """Signs the body as it is sent."""

    def __call__(self, request):
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        seconds = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
        request.headers["Oncehub-Signature"] = f"t={seconds},s={digest}"
        return request


if SECRET:
    schemathesis.auth.set_from_requests(Signature()).apply_to(path="/v1/webhooks/oncehub")
