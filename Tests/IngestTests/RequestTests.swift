import Bookings
import NIOHTTP1
import Testing

@testable import Ingest

@Suite struct RequestTests {
    @Test(
        arguments: [
            ("/confirm?a=b", "/confirm", "a=b"),
            ("/confirm?", "/confirm", ""),
            ("/confirm#x?y", "/confirm", nil),
            ("http://localhost:1/confirm?a?b#c", "/confirm", "a?b"),
            ("http://localhost", "/", nil),
            ("/a://b?c", "/a://b", "c"),
        ] as [(String, String, String?)]
    )
    func aTargetIsSplitIntoPathAndQuery(uri: String, path: String, query: String?) {
        let request = Request.fixture(uri)
        #expect(request.path == path[...])
        #expect(request.query.map(String.init) == query)
    }

    @Test(arguments: [
        ("a=1", "1"), ("b=2&a=1&a=3", "1"), ("a", ""), ("%61=x%2By+z", "x+y z"), ("a=%zz%4", "%zz%4"),
        ("a=%9B", "\u{FFFD}"), ("a=%C3%A9=", "é="),
    ])
    func aParameterIsDecodedOnce(query: String, value: String) {
        #expect(Request.fixture("/x?" + query).parameter("a") == value)
    }

    @Test func aFieldThatComesTwiceIsNoField() {
        var request = Request.fixture("/")
        request.headers.add(name: "Last-Event-ID", value: "1")
        #expect(request.header("last-event-id") == "1")
        request.headers.add(name: "last-event-id", value: "2")
        #expect(request.header("last-event-id") == nil)
    }

    @Test(arguments: [
        ("application/json", "application/json"), ("Application/JSON ; charset=utf-8", "application/json"),
    ])
    func theMediaTypeIsReadWithoutItsParameters(field: String, type: String) {
        #expect(Request.fixture("/", headers: [("content-type", field)]).mediaType == type)
    }
}

extension Request {
    static func fixture(
        _ uri: String,
        method: HTTPMethod = .GET,
        headers: [(String, String)] = [],
        body: String = "",
        isLocal: Bool = true,
        receivedAt: Timestamp = Timestamp(milliseconds: 1_770_109_965_000)
    ) -> Request {
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: uri, headers: HTTPHeaders(headers))
        var request = Request(head: head, receivedAt: receivedAt, isLocal: isLocal)
        request.body = Array(body.utf8)
        return request
    }
}
