import NIOHTTP1

/// A whole answer.
struct Answer: Sendable {
    var status: HTTPResponseStatus
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    /// Whether the connection ends with this answer.
    var closes = false
    /// The kind of problem that it tells of; nil where it tells of none.
    var problem: String?

    init(_ status: HTTPResponseStatus, type: String? = nil, _ body: [UInt8] = []) {
        self.status = status
        self.body = body
        // What an endpoint says of bookings belongs to whoever asked, and is true only now.
        headers = [("cache-control", "no-store"), ("x-content-type-options", "nosniff")]
        if let type { headers.append(("content-type", type)) }
    }

    /// A JSON answer.
    static func json(_ body: [UInt8], status: HTTPResponseStatus = .ok) -> Answer {
        Answer(status, type: "application/json", body)
    }

    /// The same answer with another field.
    func adding(_ name: String, _ value: String) -> Answer {
        var answer = self
        answer.headers.append((name, value))
        return answer
    }
}

/// What a handler makes of a request.
enum Outcome: Sendable {
    /// An answer, at once.
    case answer(Answer)
    /// An answer once the store has spoken; the closure is given what to call, on whichever thread.
    ///
    /// It is called with what makes the answer, so that the store's thread need not make it.
    case later(@Sendable (_ complete: @escaping @Sendable (@escaping @Sendable () -> Answer) -> Void) -> Void)
    /// The same, where that takes as long as a log is.
    case muchLater(@Sendable (_ complete: @escaping @Sendable (@escaping @Sendable () -> Answer) -> Void) -> Void)
    /// The live events after a sequence number, until the client goes away.
    case stream(after: UInt64)
}
