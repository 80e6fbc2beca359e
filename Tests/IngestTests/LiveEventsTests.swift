import Foundation
import Storage
import Testing

@testable import Ingest

/// Server-sent events on real connections.
@Suite(.serialized) struct LiveEventsTests {
    private func request(_ fields: String = "", query: String = "") -> String {
        "GET /v1/events\(query) HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\(fields)\r\n"
    }

    @Test func aStreamGreetsThenTellsTheLogVerbatimThenFollows() async throws {
        let test = try TestEndpoint()
        try await test.fill(3)
        let connection = try RawConnection(port: test.port)
        connection.send(request())
        #expect(connection.readEvents(upTo: 3))
        #expect(connection.text.contains("content-type: text/event-stream\r\n"))
        let hello =
            "event: hello\n"
            + #"data: {"version":"1.2.3","log":"\#(test.store.logIdentity)","last":3,"heartbeat":15}\#n\#n"#
        #expect(connection.text.contains(hello))
        for sequence in 1...3 as ClosedRange<UInt64> {
            let line = String(decoding: try #require(try test.store.line(sequence)), as: UTF8.self)
            #expect(connection.text.contains("id: \(sequence)\ndata: \(line)\n\n"))
        }
        let booking = try RawConnection(port: test.port)
        _ = booking.exchange("GET /confirm?booking_calendar=B&id=BKNG-9 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(connection.readEvents(upTo: 4))
        #expect(test.endpoint.statistics.streams == 1)
    }

    @Test(arguments: [
        ("Last-Event-ID: 2\r\n", "", 3), ("", "?after=2", 3), ("Last-Event-ID: 2\r\n", "?after=1", 3), ("", "", 1),
    ])
    func aStreamResumesAfterWhatTheClientHas(fields: String, query: String, first: Int) async throws {
        let test = try TestEndpoint()
        try await test.fill(4)
        let connection = try RawConnection(port: test.port)
        connection.send(request(fields, query: query))
        #expect(connection.readEvents(upTo: 4))
        #expect(connection.eventIDs == Array(first...4))
    }

    @Test(arguments: ["Last-Event-ID: x\r\n", "Last-Event-ID: -1\r\n"])
    func aWrongNumberIsRefused(field: String) throws {
        let test = try TestEndpoint()
        let connection = try RawConnection(port: test.port)
        #expect(connection.exchange(request(field))?.status == 400)
    }

    @Test func aQuietStreamBeats() throws {
        let test = try TestEndpoint { $0.heartbeatSeconds = 1 }
        let connection = try RawConnection(port: test.port)
        connection.send(request())
        #expect(connection.read { $0.text.components(separatedBy: ": heartbeat\n\n").count > 2 })
    }

    @Test func aLogLongerThanAnyBufferArrivesWhole() async throws {
        let test = try TestEndpoint()
        try await test.fill(600, noteBytes: 4_000)
        let connection = try RawConnection(path: test.socketPath)
        connection.send(request())
        #expect(connection.readEvents(upTo: 600))
        #expect(connection.eventIDs == Array(1...600))
    }

    @Test func aClientThatTakesNothingIsCutAndTheOthersAreNot() async throws {
        let test = try TestEndpoint { $0.limits.streamStallMilliseconds = 1_500 }
        try await test.fill(2_500, noteBytes: 4_000)
        let stalled = try RawConnection(port: test.port, receiveBuffer: 4_096)
        stalled.send(request())
        let reader = try RawConnection(port: test.port)
        reader.send(request())
        #expect(reader.readEvents(upTo: 2500))
        #expect(waitUntil { test.endpoint.statistics.streams == 1 })
        #expect(reader.isClosed == false)
        let booking = try RawConnection(port: test.port)
        _ = booking.exchange("GET /confirm?booking_calendar=B&id=BKNG-X HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(reader.readEvents(upTo: 2501))
        // What it did take is whole events, and then the stream ends.
        #expect(stalled.read { $0.isClosed })
    }

    @Test func shuttingDownEndsStreamsAndRemovesTheSocket() async throws {
        let test = try TestEndpoint()
        let streams = try [RawConnection(port: test.port), RawConnection(path: test.socketPath)]
        for stream in streams {
            stream.send(request())
            #expect(stream.read { $0.text.contains("event: hello") })
        }
        let idle = try RawConnection(port: test.port)
        #expect(idle.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")?.status == 200)
        let start = ContinuousClock.now
        test.endpoint.shutdown()
        // A generous multiple of the second that it promises, for busy machines.
        #expect(ContinuousClock.now - start < .seconds(5))
        for stream in streams {
            #expect(stream.read { $0.isClosed })
            #expect(stream.text.contains(": the endpoint is shutting down"))
        }
        #expect(idle.read { $0.isClosed })
        #expect(!FileManager.default.fileExists(atPath: test.socketPath))
        // Another test that is just forking keeps a copy of the listening socket until its program runs.
        #expect(waitUntil { (try? RawConnection(port: test.port)) == nil })
        test.endpoint.shutdown()
    }

    private func waitUntil(seconds: Double = 20, _ condition: () -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while !condition() {
            guard Date() < end else { return false }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return true
    }
}
