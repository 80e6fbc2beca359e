import Bookings
import NIOHTTP1
import Storage

/// `/v1/confirmations`: what the script of a page with an embedded booking form hands on.
enum Embeds {
    static func receive(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let name = request.parameter("source")
        let origin = try Admission.origin(of: request, source: name, services)
        if request.method == .OPTIONS { return .answer(preflight(request, origin: origin)) }
        let payload: Payload
        do {
            let source = try Admission.source(name, token: token(of: request), services)
            payload = try self.payload(request, source: source, isFromPage: origin != nil)
        } catch {
            return .answer(error.answer.allowing(origin))
        }
        do {
            let sighting = try Intake.sighting(payload, services)
            return Intake.accept(sighting, services) { result in
                switch result {
                case .success(let receipt): Answer.receipt(receipt).allowing(origin)
                case .failure(let error): Problem.notStored(error).answer.allowing(origin)
                }
            }
        } catch {
            if let counted = Funnels.count(payload, services) { return .answer(counted.allowing(origin)) }
            switch error {
            case .noBookingData, .notABooking, .notConfirmed: return .answer(Answer.ignored(error).allowing(origin))
            default: return .answer(Problem(error).answer.allowing(origin))
            }
        }
    }

    /// What a request brings, by the type of its body.
    ///
    /// A beacon can only say `text/plain` and `application/x-www-form-urlencoded`, which a browser sends without asking; so
    /// these are taken from listed origins only.
    private static func payload(
        _ request: Request,
        source: String?,
        isFromPage: Bool
    ) throws(Problem) -> Payload {
        let type = request.mediaType
        let isQuery = type == "application/x-www-form-urlencoded"
        guard type == "application/json" || (isFromPage && (isQuery || type == "text/plain")) else {
            throw Problem(
                .unsupportedMediaType,
                "content-type",
                "Send the payload with Content-Type: application/json."
            )
        }
        let page = request.parameter("page").flatMap { $0.isEmpty || $0.utf8.count > 200 ? nil : $0 }
        return Payload(
            isQuery ? .query([UInt8(ascii: "?")] + request.body.drop { $0 == UInt8(ascii: "?") }) : .json(request.body),
            channel: isQuery ? .redirect : .embed,
            source: source,
            page: page,
            idempotencyKey: try idempotencyKey(of: request),
            receivedAt: request.receivedAt
        )
    }

    /// What the sender calls this confirmation (draft-ietf-httpapi-idempotency-key-header), with or without its quotes.
    private static func idempotencyKey(of request: Request) throws(Problem) -> String? {
        // Both are looked at, so that a bad one never goes unnoticed; the field counts more.
        let named = try idempotencyKey(request.parameter("key"))
        return try idempotencyKey(request.header("idempotency-key")) ?? named
    }

    private static func idempotencyKey(_ text: String?) throws(Problem) -> String? {
        guard var key = text else { return nil }
        if key.count >= 2, key.hasPrefix("\""), key.hasSuffix("\"") { key = String(key.dropFirst().dropLast()) }
        guard (8...64).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .badRequest,
                "bad-idempotency-key",
                "An idempotency key has 8 to 64 printable ASCII characters, without blanks."
            )
        }
        return key
    }

    /// The token of the source; a beacon cannot set fields, so it may stand in the query.
    static func token(of request: Request) -> String? {
        request.header("bookwatch-token") ?? request.parameter("token")
    }

    /// The answer to what a browser asks before it lets a page of another site post.
    static func preflight(_ request: Request, origin: String?) -> Answer {
        var answer = Answer(.noContent).adding("allow", "POST, OPTIONS").allowing(origin)
        guard origin != nil else { return answer }
        answer.headers += [
            ("access-control-allow-methods", "POST"),
            ("access-control-allow-headers", "content-type, bookwatch-token, idempotency-key"),
            ("access-control-max-age", "600"),
        ]
        if request.header("access-control-request-private-network") == "true" {
            answer.headers.append(("access-control-allow-private-network", "true"))
        }
        return answer
    }
}

extension Answer {
    /// The same answer, readable for pages of an origin.
    func allowing(_ origin: String?) -> Answer {
        let varied = adding("vary", "Origin")
        guard let origin else { return varied }
        return varied.adding("access-control-allow-origin", origin)
            .adding("access-control-expose-headers", "retry-after")
    }
}
