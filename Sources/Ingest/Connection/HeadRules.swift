import NIOHTTP1

/// What is decided from the head of a request alone, before any of its body is read.
struct HeadRules: Sendable {
    var hosts: HostRules
    var limits: EndpointLimits

    /// What a good head says of the rest.
    struct Verdict {
        var isLocal: Bool
        var wantsContinue: Bool
    }

    /// Judges a head; `isSocket` says that it came over the Unix socket, which no browser reaches.
    func judge(_ head: HTTPRequestHead, isSocket: Bool) throws(Problem) -> Verdict {
        guard head.uri.utf8.count <= limits.fieldBytes else { throw .headTooLong }
        var uri = head.uri
        guard uri.withUTF8({ $0.allSatisfy { $0 > 0x20 && $0 != 0x7F } }) else { throw .malformedRequest }
        let isLocal = try standing(of: head, isSocket: isSocket)
        try checkFraming(head)
        if head.headers["content-encoding"].contains(where: { $0.lowercased() != "identity" }) {
            throw Problem(
                .unsupportedMediaType,
                "content-encoding",
                "Send the body as it is, without a content coding."
            )
        }
        let expectations = head.headers["expect"]
        guard expectations.allSatisfy({ $0.lowercased() == "100-continue" }) else {
            throw Problem(.expectationFailed, "expectation", "Only 100-continue is understood.")
        }
        return Verdict(isLocal: isLocal, wantsContinue: !expectations.isEmpty && head.version.minor >= 1)
    }

    private func standing(of head: HTTPRequestHead, isSocket: Bool) throws(Problem) -> Bool {
        guard let standing = hosts.standing(of: head) else {
            throw Problem(.badRequest, "host", "A request has one Host field, with a host name and nothing else.")
        }
        switch standing {
        case .local: return true
        case .outside: return false
        case .unknown where isSocket: return true
        case .unknown:
            throw Problem(
                .misdirectedRequest,
                "unknown-host",
                "This endpoint does not go by that name. Names of a proxy in front stand in “hosts” of the settings."
            )
        }
    }

    /// Refuses a body whose length two readers on the way could see differently (RFC 9112 section 6).
    private func checkFraming(_ head: HTTPRequestHead) throws(Problem) {
        let lengths = head.headers["content-length"]
        let codings = head.headers["transfer-encoding"]
        guard codings.isEmpty || (codings.count == 1 && codings[0].lowercased() == "chunked" && lengths.isEmpty) else {
            throw .malformedRequest
        }
        guard codings.isEmpty || head.version.minor >= 1 else { throw .malformedRequest }
        guard let length = lengths.first else { return }
        guard lengths.count == 1, !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .malformedRequest
        }
        guard let count = Int(length), count <= limits.bodyBytes else { throw .tooLong(limit: limits.bodyBytes) }
    }
}
