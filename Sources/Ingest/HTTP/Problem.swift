import Bookings
import NIOHTTP1

/// An error as the client is told it (RFC 9457): what is wrong, and what to do.
struct Problem: Error, Sendable {
    var status: HTTPResponseStatus
    /// The name of the kind of problem, for programs.
    var type: String
    /// One sentence for people; never repeats what the client sent.
    var detail: String
    /// Further fields of the answer.
    var headers: [(name: String, value: String)] = []

    init(_ status: HTTPResponseStatus, _ type: String, _ detail: String) {
        self.status = status
        self.type = type
        self.detail = detail
    }

    var answer: Answer {
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: false)
        object.add("type", "urn:bookwatch:problem:" + type, to: &body)
        object.add("title", status.reasonPhrase, to: &body)
        object.add("status", Int(status.code), to: &body)
        object.add("detail", detail, to: &body)
        object.close(&body)
        var answer = Answer(status, type: "application/problem+json", body)
        answer.headers += headers
        answer.problem = type
        return answer
    }
}

extension Problem {
    static let noSuchRoute = Problem(
        .notFound,
        "no-such-route",
        "There is nothing here. Bookings are sent to /confirm, /v1/confirmations or /v1/webhooks/oncehub."
    )
    static let malformedRequest = Problem(.badRequest, "malformed-request", "The request is not well-formed HTTP/1.1.")
    static let headTooLong = Problem(
        .requestHeaderFieldsTooLarge,
        "head-too-long",
        "The request line or the fields are longer than this endpoint takes: 8 KiB a line, 16 KiB and 64 fields in all."
    )
    static let unknownVersion = Problem(.badRequest, "unknown-version", "Use HTTP/1.1.")
    static let tooSlow = Problem(.requestTimeout, "too-slow", "The request did not arrive in time.")

    static func tooLong(limit: Int) -> Problem {
        Problem(.payloadTooLarge, "body-too-long", "The body may have at most \(limit) bytes.")
    }

    static func wrongMethod(_ allowed: [HTTPMethod]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "wrong-method", "Here only \(list) is understood.")
        problem.headers = [("allow", list)]
        return problem
    }
}

extension Problem {
    /// What the parser could not read.
    init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: self = .headTooLong
        case .invalidVersion: self = .unknownVersion
        default: self = .malformedRequest
        }
    }
}
