import BookwatchTestSupport
import Foundation
import Testing

/// `bookwatch replay`, the real program.
@Suite(.serialized) struct ReplayRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A log of bookings ten seconds apart, from noon on; each has the name of its number.
    private func log(_ count: Int, name: String = "old.jsonl", from first: Int = 1) throws -> String {
        let lines = (first..<first + count).map { number in
            let seconds = (number - 1) * 10
            let clock = String(format: "%02d:%02d:%02d", 12 + seconds / 3_600, seconds / 60 % 60, seconds % 60)
            let time = "2026-02-03T\(clock).000Z"
            let id = "BKNG-\(number)"
            let (product, raw) =
                number % 3 == 0
                ? ("booking_calendars", #"{"id":"\#(id)","booking_calendar":"BKC-1","name":"Guest \#(number)"}"#)
                : ("booking_calendars", #""booking_calendar=BKC-1&id=\#(id)&name=Guest+\#(number)&subject=Demo""#)
            let channel = number % 3 == 0 ? "embed" : "redirect"
            return #"{"v":1,"seq":\#(number),"received_at":"\#(time)","channel":"\#(channel)","#
                + #""event":"booking.scheduled","booking":{"product":"\#(product)","id":"\#(id)","name":"Guest \#(number)"},"raw":\#(raw)}"#
        }
        let path = folder.path(name)
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func screen(_ arguments: [String]) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["replay"] + arguments,
            columns: 100,
            rows: 30,
            environment: Executable.environment(["TERM": "xterm-256color", "TZ": "UTC"], folder: folder)
        )
    }

    @Test func itStepsAndSeeksBothWays() throws {
        let terminal = try screen([try log(200), "--speed", "0.1"])
        defer { terminal.end() }
        #expect(terminal.shows("12:00:00 ×0.1"))
        terminal.type(" ..")
        #expect(terminal.shows { $0.text.contains("3 bookings") && $0.text.contains("12:00:20 ×0.1") })
        terminal.type(",")
        #expect(terminal.shows { $0.text.contains("2 bookings") && !$0.text.contains("Guest 3") })
        terminal.type(":goto 50%\r")
        #expect(terminal.shows("100 bookings"))
        terminal.type(":goto 12:05\r")
        #expect(terminal.shows { $0.text.contains("31 bookings") && $0.text.contains("12:05:00 ×0.1") })
        terminal.type("\u{1B}[1;2D")
        #expect(terminal.shows("25 bookings"))
        terminal.type("\u{1B}[C")
        #expect(terminal.shows("26 bookings"))
        terminal.type("/Guest 77\r\u{0E}")
        #expect(terminal.shows("77 bookings"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.unknown.isEmpty)
    }

    @Test func markersAreGoneBackTo() throws {
        let terminal = try screen([try log(50), "--speed", "0.1"])
        defer { terminal.end() }
        #expect(terminal.shows("1 booking "))
        terminal.type(" ....")
        #expect(terminal.shows("5 bookings"))
        terminal.type("m")
        #expect(terminal.shows("◆"))
        terminal.type(":goto 100%\r")
        #expect(terminal.shows("50 bookings"))
        terminal.type("[")
        #expect(terminal.shows("5 bookings"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func aLoopIsRepeated() throws {
        let terminal = try screen([try log(40), "--speed", "100", "--loop", "12:01..12:03"])
        defer { terminal.end() }
        #expect(terminal.shows(" loop "))
        // 12:02:00 comes, goes, and comes again.
        for _ in 1...2 {
            #expect(terminal.shows { !$0.text.contains("Guest 18") && $0.text.contains("Guest 8") })
            #expect(terminal.shows("Guest 18"))
        }
        #expect(!terminal.screen.text.contains("Guest 25"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
    }

    @Test func theFinalStateIsTheSameWhereverItIsMade() throws {
        let path = try log(120)
        let first = try Executable.run(["replay", path, "--max", "--headless"])
        #expect(first.status == 0)
        var environment = Executable.environment(folder: folder)
        environment["TZ"] = "Asia/Kolkata"
        environment["LC_ALL"] = "C"
        environment["TERM"] = "dumb"
        let second = try Executable.run(["replay", path, "--headless"], environment: environment)
        #expect(first.standardOutput == second.standardOutput)
        let lines = first.standardOutput.split(separator: "\n").map(String.init)
        #expect(
            lines.starts(with: [
                "records  120", "sightings  120", "bookings  120", "marked  0", "first  2026-02-03T12:00:00.000Z",
                "last  2026-02-03T12:19:50.000Z", "product  120  booking_calendars", "channel  80  redirect",
                "channel  40  embed",
            ])
        )
        #expect(lines.last?.contains(/^sha256  [0-9a-f]{64}$/) ?? false)
        let filtered = try Executable.run(["replay", path, "--headless", "--filter", "name:nobody"])
        #expect(filtered.status == 3)
        let cut = try Executable.run(["replay", path, "--headless", "--to", "2026-02-03T12:00:30Z"])
        #expect(cut.standardOutput.hasPrefix("records  4\n"))
    }

    @Test func aPipeAndSeveralLogsComeToTheSame() throws {
        let whole = try log(60)
        let text = try String(contentsOfFile: whole, encoding: .utf8)
        let expected = try Executable.run(["replay", whole, "--headless"]).standardOutput
        #expect(try Executable.run(["replay", "-", "--headless"], input: text).standardOutput == expected)
        let (early, late) = (try log(20, name: "a.jsonl"), try log(40, name: "b.jsonl", from: 21))
        #expect(try Executable.run(["replay", late, early, "--headless"]).standardOutput == expected)
    }

    @Test func whatArrivedIsSentOnceMore() async throws {
        let server = try Server()
        let path = try log(6)
        let first = try Executable.run(["replay", path, "--max", "--send-to", server.url])
        #expect(first.standardOutput.hasPrefix("sent 6: "))
        #expect(first.standardOutput.contains(" 0 of them repeats"))
        let again = try Executable.run(["replay", path, "--max", "--send-to", server.url])
        #expect(again.standardOutput.hasPrefix("sent 6: ") && !again.standardOutput.contains(" 0 of them repeats"))
        server.end(SIGTERM)
        #expect(try Executable.run(["replay", path, "--send-to", server.url]).status == 5)
    }

    @Test(arguments: ["192.0.2.1:80", "127.evil.example:80", "example.com:8787"])
    func itIsSentToThisMachineOnly(address: String) throws {
        let output = try Executable.run(["replay", try log(1), "--send-to", address])
        #expect(output.status == 1)
        #expect(output.standardError.contains("--force"))
    }

    @Test(arguments: [
        (["--speed", "1000000"], "'--speed <factor>': write a number from 0.1 to 1000, or max"),
        (["--speed", "0"], "write a number from 0.1 to 1000, or max"),
        (["--from", "30%"], "'--from <time>': write a day, 2026-02-05, or a time with its zone"),
        (["--idle-limit", "5x"], "write seconds, or 90s, 5m, 2h or 1d"),
        (["--loop", "x..y"], "--loop x..y is no part of a log: write 12:04..12:30, 10%..20% or 30%.."),
    ])
    func aWrongValueIsToldWithItsForms(options: [String], words: String) throws {
        let output = try Executable.run(["replay", try log(1)] + options)
        #expect(output.status == 64)
        #expect(output.standardError.contains(words), "\(output.standardError)")
    }

    @Test(arguments: [
        ["--max", "--speed", "2"], ["--headless", "--speed", "2"], ["--headless", "--loop"], ["--force"],
        ["--speed", "0"], ["--loop", "x..y"], ["-i", "0"],
    ])
    func whatContradictsItselfIsAUsageError(options: [String]) throws {
        #expect(try Executable.run(["replay", try log(1)] + options).status == 64)
    }
}
