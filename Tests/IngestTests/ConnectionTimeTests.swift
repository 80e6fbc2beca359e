import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Ingest

/// The deadlines of a connection, by a clock that the tests turn.
@Suite struct ConnectionTimeTests {
    /// One connection without a socket.
    private final class Wire {
        let test: TestServices
        let channel: EmbeddedChannel
        let hub: ConnectionHub

        init() throws {
            test = try TestServices()
            let loop = EmbeddedEventLoop()
            channel = EmbeddedChannel(loop: loop)
            let rules = HeadRules(hosts: HostRules(bound: [], names: []), limits: EndpointLimits())
            hub = ConnectionHub(services: test.services, rules: rules, loop: loop)
            try Listener.install(on: channel.pipeline.syncOperations, hub, EndpointLimits(), isSocket: false)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }

        deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

        func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        func advance(_ milliseconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .milliseconds(milliseconds)) }

        var sent: String {
            var text = ""
            while let part = try? channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
            return text
        }
    }

    private static let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test func aConnectionThatSaysNothingIsClosed() throws {
        let wire = try Wire()
        wire.advance(14_900)
        #expect(wire.channel.isActive)
        wire.advance(200)
        #expect(!wire.channel.isActive)
        #expect(wire.sent.isEmpty)
    }

    @Test func aHeadHasFiveSecondsHoweverSteadilyItComes() throws {
        let wire = try Wire()
        wire.advance(10_000)
        for character in "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaa".prefix(48) {
            try wire.receive(String(character))
            wire.advance(100)
        }
        #expect(wire.sent.isEmpty)
        wire.advance(300)
        #expect(wire.sent.hasPrefix("HTTP/1.1 408 "))
        wire.advance(1_100)
        #expect(!wire.channel.isActive)
    }

    @Test func aRequestHasFifteenSecondsInAll() throws {
        let wire = try Wire()
        try wire.receive("POST /v1/confirmations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n")
        for _ in 0..<148 {
            try wire.receive(" ")
            wire.advance(100)
        }
        #expect(wire.sent.isEmpty)
        wire.advance(300)
        #expect(wire.sent.hasPrefix("HTTP/1.1 408 "))
        wire.advance(1_100)
        #expect(!wire.channel.isActive)
    }

    @Test func everyRequestOfAConnectionHasItsOwnTime() throws {
        let wire = try Wire()
        for _ in 0..<10 {
            try wire.receive(Self.request)
            #expect(wire.sent.hasPrefix("HTTP/1.1 200 "))
            wire.advance(14_000)
            #expect(wire.channel.isActive)
        }
        wire.advance(1_100)
        #expect(!wire.channel.isActive)
    }

    @Test func closingForgetsTheConnection() throws {
        let wire = try Wire()
        #expect(wire.test.services.counters.statistics.connections == 1)
        try wire.receive(Self.request)
        _ = try wire.channel.finish(acceptAlreadyClosed: true)
        #expect(wire.test.services.counters.statistics.connections == 0)
    }

    @Test func theClockOfARequestStartsWithItsFirstByte() {
        let start = NIODeadline.uptimeNanoseconds(0)
        var clock = ConnectionClock(limits: EndpointLimits(), now: start)
        #expect(clock.deadline == start + .seconds(15))
        clock.enter(.head, at: start + .seconds(10))
        #expect(clock.deadline == start + .seconds(15))
        clock.enter(.request, at: start + .seconds(14))
        #expect(clock.deadline == start + .seconds(25))
        clock.enter(.parting, at: start + .seconds(20))
        #expect(clock.deadline == start + .seconds(21))
        clock.enter(.none, at: start)
        #expect(clock.deadline == nil)
    }
}
