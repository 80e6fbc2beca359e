import BookwatchTestSupport
import Foundation
import Testing

/// The dashboard with its own endpoint on a log that takes more than a moment to read.
@Suite(.serialized) struct LongLogTests {
    private let folder: TemporaryFolder
    private let log: String

    init() throws {
        folder = try TemporaryFolder()
        log = folder.path("long.jsonl")
        let padding = String(repeating: "x", count: 2_000)
        var text = ""
        for number in 1...LongLogTests.count {
            let name = number == LongLogTests.count ? "Newest Guest" : "Guest \(number)"
            text +=
                #"{"v":1,"seq":\#(number),"received_at":"2026-02-03T12:00:00.000Z","channel":"redirect","#
                + #""event":"booking.scheduled","booking":{"product":"booking_calendars","id":"BKNG-\#(number)","#
                + #""name":"\#(name)"},"raw":"booking_calendar=BKC-1&id=BKNG-\#(number)&x=\#(padding)"}"# + "\n"
        }
        try text.write(toFile: log, atomically: true, encoding: .utf8)
    }

    private static let count = 9_000

    private func dashboard(listen: String) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["watch", "--log", log, "--listen", listen, "--socket", folder.path("own.sock")],
            columns: 120,
            rows: 30,
            environment: Executable.environment(["TERM": "xterm-256color", "TZ": "UTC"], folder: folder)
        )
    }

    @Test func itsNewestBookingsAreThereBeforeItIsReadAndAllOfThemAfter() throws {
        let terminal = try dashboard(listen: "127.0.0.1:0")
        defer { terminal.end() }
        #expect(terminal.shows("Newest Guest"))
        #expect(terminal.shows("9,000 bookings"))
        #expect(terminal.shows("live"))
        #expect(terminal.screen.text.contains("Newest Guest"))
        terminal.type("fname:\"guest 4321\"\r")
        #expect(terminal.shows("1 of 9,000"))
        terminal.type("\r2")
        #expect(terminal.shows("BKNG-4321"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.isCooked && !terminal.screen.isAlternate)
    }

    @Test func whatKeepsTheEndpointFromStartingEndsIt() throws {
        let server = try Server()
        let terminal = try dashboard(listen: "127.0.0.1:\(server.port)")
        defer { terminal.end() }
        #expect(terminal.exitCode() == 4)
        #expect(terminal.screen.text.contains("another program listens"))
        #expect(terminal.isCooked && !terminal.screen.isAlternate)
    }
}
