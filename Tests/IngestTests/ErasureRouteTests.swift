import Foundation
import Ledger
import Storage
import Testing

@testable import Ingest

/// `/v1/erasures` on real connections.
@Suite(.serialized) struct ErasureRouteTests {
    private func request(_ body: String, fields: String = "") -> String {
        "POST /v1/erasures HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(fields)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private func order(_ test: TestEndpoint, _ email: String = "ann@example.com") -> String {
        #"{"log":"\#(test.store.logIdentity)","emails":["\#(email)"]}"#
    }

    /// Stores a booking over HTTP, which answers what is on the disk.
    private func book(_ test: TestEndpoint, _ number: Int, _ email: String) throws {
        let connection = try RawConnection(port: test.port)
        let query = "booking_calendar=BKC-1&id=BKNG-\(number)&email=\(email)"
        let reply = connection.exchange("GET /confirm?\(query) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(reply?.status == 200)
    }

    @Test(arguments: ["", "Origin: https://example.com\r\n"])
    func nobodyIsErasedOverTCP(fields: String) async throws {
        let test = try TestEndpoint()
        try book(test, 1, "ann%40example.com")
        let connection = try RawConnection(port: test.port)
        #expect(connection.exchange(request(order(test), fields: fields))?.status == 403)
        #expect(try RawConnection(port: test.port).exchange(request("{"))?.status == 403, "whatever the body is")
        #expect(test.store.withLedger { $0.count } == 1)
    }

    @Test func aPageIsRefusedOnTheSocketToo() throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(path: test.socketPath)
        #expect(connection.exchange(request(order(test), fields: "Origin: null\r\n"))?.status == 403)
    }

    @Test(arguments: [
        ("{", 400), ("[]", 400), ("{}", 422), (#"{"log":"","emails":[]}"#, 422), (#"{"log":"","emails":[1]}"#, 422),
        (#"{"log":"","emails":["ann"]}"#, 422), (#"{"emails":["ann@example.com"]}"#, 422),
        (#"{"log":"01234567","emails":["ann@example.com"]}"#, 409), (#"{"log":"","emails":["ann@example.com"]}"#, 200),
    ])
    func anOrderIsLookedAt(body: String, status: Int) throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(path: test.socketPath)
        #expect(connection.exchange(request(body))?.status == status)
    }

    @Test func viewersAreGreetedAgainAndFindTheEmptyRecords() throws {
        let test = try TestEndpoint()
        try book(test, 1, "ann%40example.com")
        try book(test, 2, "bob%40example.com")
        let stream = try RawConnection(port: test.port)
        stream.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(stream.readEvents(upTo: 2))
        let connection = try RawConnection(path: test.socketPath)
        let reply = connection.exchange(request(order(test)))
        #expect(reply?.status == 200)
        #expect(reply?.body.hasPrefix(#"{"bookings":1,"sightings":1,"mentions":0,"#) == true)
        let hello = #"event: hello\#ndata: {"version":"1.2.3","log":"\#(test.store.logIdentity)","last":2,"#
        #expect(stream.read { $0.text.contains(hello) })
        // The next booking goes on where the stream was.
        try book(test, 3, "cyd%40example.com")
        #expect(stream.readEvents(upTo: 3))
        #expect(stream.eventIDs == [1, 2, 3])

        let late = try RawConnection(port: test.port)
        late.send("GET /v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(late.readEvents(upTo: 3))
        #expect(late.eventIDs == [1, 2, 3])
        #expect(!late.text.contains("ann@") && !late.text.contains("ann%40"))
        #expect(late.text.contains(#""event":"booking.erased""#))
        let snapshot = try RawConnection(port: test.port)
        let bookings = snapshot.exchange("GET /v1/bookings HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(bookings?.body.contains("ann@") == false && bookings?.body.contains("bob@example.com") == true)
        #expect(snapshot.exchange("GET /v1/bookings/1 HTTP/1.1\r\nHost: localhost\r\n\r\n")?.status == 404)
    }
}
