import NIOHTTP1

extension HTTPResponseHead {
    /// The head of an answer.
    init(_ answer: Answer, date: String, keepsConnection: Bool) {
        self.init(version: .http1_1, status: answer.status, headers: HTTPHeaders(answer.headers))
        headers.add(name: "date", value: date)
        if answer.status != .noContent, answer.status != .notModified {
            headers.add(name: "content-length", value: String(answer.body.count))
        }
        if !keepsConnection { headers.add(name: "connection", value: "close") }
    }

    /// The head of a stream of live events, which no proxy is to hold back.
    static func eventStream(date: String) -> HTTPResponseHead {
        HTTPResponseHead(
            version: .http1_1,
            status: .ok,
            headers: [
                "content-type": "text/event-stream", "cache-control": "no-store", "date": date,
                "x-content-type-options": "nosniff", "x-accel-buffering": "no",
            ]
        )
    }
}
