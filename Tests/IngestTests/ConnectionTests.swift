import Storage
import Testing

@testable import Ingest

/// What happens on the wire, on real connections.
@Suite(.serialized) struct ConnectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var request: String
        var status: Int
        var testDescription: String { name }

        init(_ name: String, _ status: Int, _ request: String) {
            self.name = name
            self.status = status
            self.request = request
        }
    }

    private static let post =
        "POST /v1/confirmations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    private static let get = "GET /confirm?booking_calendar=B&id=BKNG-1 HTTP/1.1\r\n"

    /// Each ends the connection: after a message whose end is in doubt nothing can be trusted.
    static let malformed: [Case] = [
        Case("no host", 400, get + "\r\n"),
        Case("two hosts", 400, get + "Host: localhost\r\nHost: evil.net\r\n\r\n"),
        Case("an unknown host", 421, get + "Host: rebind.example.net\r\n\r\n"),
        Case("a foreign absolute form", 421, "GET http://evil.net/confirm HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Case(
            "both lengths",
            400,
            post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + get + "Host: localhost\r\n\r\n"
        ),
        Case("two lengths", 400, post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}"),
        Case("the same length twice", 400, post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
        Case("a list of lengths", 400, post + "Content-Length: 2, 2\r\n\r\n{}"),
        Case("a signed length", 400, post + "Content-Length: +2\r\n\r\n{}"),
        Case("a negative length", 400, post + "Content-Length: -1\r\n\r\n{}"),
        Case("a length past 64 bits", 400, post + "Content-Length: 99999999999999999999999\r\n\r\n{}"),
        Case("a length past the limit", 413, post + "Content-Length: 1073741824\r\n\r\n{}"),
        Case("an unknown transfer coding", 400, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Case("chunked not last", 400, post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        Case("chunked twice", 400, post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Case(
            "chunked in HTTP/1.0",
            400,
            post.replacing("HTTP/1.1", with: "HTTP/1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Case("a bare LF after a chunk's size", 400, post + "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n"),
        Case(
            "a chunk's size past 64 bits",
            400,
            post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n"
        ),
        Case("a negative chunk", 400, post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n"),
        Case("a content coding", 415, post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        Case("an unknown expectation", 417, post + "Expect: magic\r\nContent-Length: 2\r\n\r\n{}"),
        Case("a space before the colon", 400, get + "Host : localhost\r\n\r\n"),
        Case("a folded field", 400, get + "Host: localhost\r\nX-A: one\r\n two\r\n\r\n"),
        Case("a NUL in a field", 400, get + "Host: localhost\r\nX-A: one\0two\r\n\r\n"),
        Case("an escape in the path", 400, "GET /confirm\u{1B}]52;c;AAAA\u{7} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Case("an escape in the method", 400, "G\u{1B}[2JT / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Case("no version", 400, "GET /confirm\r\n\r\n"),
        Case("another version", 400, "GET /confirm HTTP/9.9\r\nHost: localhost\r\n\r\n"),
        Case("TLS", 400, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n"),
        Case(
            "a long target",
            431,
            "GET /confirm?name=" + String(repeating: "A", count: 9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
        ),
        Case(
            "a long head",
            431,
            get + "Host: localhost\r\n"
                + (0..<5).map { "X-\($0): \(String(repeating: "a", count: 4_000))\r\n" }.joined() + "\r\n"
        ),
        Case("many fields", 431, get + "Host: localhost\r\n" + (0..<70).map { "X-\($0): 1\r\n" }.joined() + "\r\n"),
    ]

    @Test(arguments: malformed)
    func aMalformedRequestIsAnsweredOnceAndEndsTheConnection(example: Case) throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send(example.request)
        #expect(connection.read { $0.isClosed })
        #expect(connection.isClosed)
        #expect(connection.replies.map(\.status) == [example.status])
        #expect(connection.replies.first?.headers["connection"] == "close")
        #expect(test.store.lastSequence == 0)
        let next = try RawConnection(port: test.port)
        #expect(next.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")?.status == 200)
    }

    private static func embed(_ id: String) -> String {
        #"{"type":"oncehub.booking.scheduled","payload":{"id":"\#(id)","booking_calendar":"BKC-1"}}"#
    }

    private static func request(_ body: String, _ fields: String = "") -> String {
        post + fields + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }

    @Test func requestsSentTogetherAreAnsweredInOrder() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send((1...50).map { Self.request(Self.embed("BKNG-\($0)")) }.joined())
        connection.read { $0.replies.count == 50 }
        #expect(connection.replies.map(\.status) == Array(repeating: 202, count: 50))
        #expect(connection.replies.map(\.body) == (1...50).map { #"{"seq":\#($0),"id":"BKNG-\#($0)"}"# })
        #expect(!connection.isClosed)
    }

    @Test func aChunkedBodyIsPutTogether() throws {
        let test = try TestEndpoint()
        let body = Self.embed("BKNG-1")
        let chunks = body.utf8.map { "1\r\n\(UnicodeScalar($0))\r\n" }.joined() + "0\r\n\r\n"
        let connection = try RawConnection(port: test.port)
        #expect(connection.exchange(Self.post + "Transfer-Encoding: chunked\r\n\r\n" + chunks)?.status == 202)
    }

    @Test func aChunkedBodyIsCountedWhileItComes() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send(Self.post + "Transfer-Encoding: chunked\r\n\r\n")
        let chunk = "2000\r\n" + String(repeating: " ", count: 0x2000) + "\r\n"
        for _ in 0..<64 { connection.send(chunk) }
        #expect(connection.read { $0.isClosed })
        #expect(connection.replies.map(\.status) == [413])
    }

    @Test func aLongBodyIsRefusedByItsHeadAndTheAnswerArrives() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send(Self.request(String(repeating: "a", count: 3 << 20)))
        #expect(connection.read { $0.isClosed })
        #expect(connection.replies.map(\.status) == [413])
    }

    @Test func aClientThatAsksFirstIsToldToGoOn() throws {
        let test = try TestEndpoint()
        let body = Self.embed("BKNG-1")
        let connection = try RawConnection(port: test.port)
        connection.send(Self.post + "Expect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
        #expect(connection.read { $0.text.contains("HTTP/1.1 100 Continue\r\n\r\n") })
        #expect(connection.exchange(body)?.status == 202)
        let refused = try RawConnection(port: test.port)
        refused.send(Self.post + "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n")
        #expect(refused.read { $0.isClosed })
        #expect(refused.replies.map(\.status) == [413])
        #expect(!refused.text.contains("100 Continue"))
    }

    @Test func aClientThatHasSaidAllStillGetsItsAnswer() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send(Self.request(Self.embed("BKNG-1")))
        connection.endSending()
        #expect(connection.read { $0.isClosed })
        #expect(connection.replies.map(\.status) == [202])
    }

    @Test func aBodyCutShortIsNotStored() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send(Self.post + "Content-Length: 400\r\n\r\n" + Self.embed("BKNG-1"))
        connection.endSending()
        #expect(connection.read { $0.isClosed })
        #expect(connection.replies.map(\.status).allSatisfy { $0 == 400 })
        #expect(test.store.lastSequence == 0)
    }

    @Test func headHasTheFieldsOfGetAndNoBody() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(connection.read { $0.isClosed })
        #expect(connection.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(connection.text.hasSuffix("\r\n\r\n"))
        #expect(connection.text.contains("content-length: "))
    }

    @Test func anOldClientIsAnsweredAndLeft() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        connection.send("GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        #expect(connection.read { $0.isClosed })
        #expect(connection.replies.map(\.status) == [200])
    }

    @Test func theUnixSocketTakesRequestsOfAnyName() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(path: test.socketPath)
        #expect(connection.exchange("GET /v1/bookings HTTP/1.1\r\nHost: bookwatch\r\n\r\n")?.status == 200)
    }

    @Test func connectionsBeyondTheLimitAreClosedAndTheOthersStay() throws {
        let test = try TestEndpoint { $0.limits.connections = 3 }
        let connections = try (0..<3).map { _ in try RawConnection(port: test.port) }
        let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for connection in connections { #expect(connection.exchange(request)?.status == 200) }
        let surplus = try RawConnection(port: test.port)
        #expect(surplus.read { $0.isClosed })
        #expect(surplus.received.isEmpty)
        for connection in connections { #expect(connection.exchange(request)?.status == 200) }
    }
}
