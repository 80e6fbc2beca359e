import BookwatchTestSupport
import Foundation
import Testing

/// `bookwatch -`.
@Suite struct StandardInputTests {
    private static let query =
        "https://example.com/thanks?booking_calendar=BKC-1&id=BKNG-9&name=%1b%5b31mEve&starting_time=2026-12-01T10:00:00Z"

    private static let foreign = "neither a record, nor a redirect URL, nor JSON"

    @Test func recordsURLsAndPayloadsAreTakenAsTheyCome() throws {
        let input =
            SessionLog.lines + ["", Self.query, "?booking_calendar=BKC-1&id=BKNG-10&name=Bea", Samples.calendarEmbed]
        let output = try Executable.run(
            ["-", "--template", "{{seq}} {{channel}} {{name}}"],
            input: input.joined(separator: "\r\n")
        )
        #expect(output.status == 0)
        #expect(
            output.standardOutput == """
                1 redirect Marta Quintela
                2 redirect Harriet Boone
                3 webhook\u{20}
                4 redirect ␛[31mEve
                5 redirect Bea
                6 embed Mark Osei

                """
        )
        #expect(output.standardError.isEmpty)
    }

    @Test func aLineThatIsNoBookingIsToldAndPassedOver() throws {
        let input = ["garbage", "[1", "{}", String(repeating: "x", count: 2 << 20), Self.query].joined(separator: "\n")
        let output = try Executable.run(["-"], input: input)
        #expect(output.status == 0)
        #expect(output.standardOutput.split(separator: "\n").count == 1)
        let lines = output.standardError.split(separator: "\n")
        #expect(lines.count == 4)
        for (index, line) in lines.enumerated() { #expect(line.hasPrefix("bookwatch: line \(index + 1): ")) }
    }

    @Test func aFloodOfBadLinesIsSummedUp() throws {
        let input = String(repeating: "garbage\n", count: 500)
        let lines = try Executable.run(["-"], input: input).standardError.split(separator: "\n")
        #expect(lines.count == 21)
        #expect(lines.last == "bookwatch: 480 more lines were passed over")
        #expect(try Executable.run(["-", "-q"], input: input).standardError.isEmpty)
    }

    @Test(arguments: ["", "\n", "garbage\n", "[1\n{}\n"])
    func anInputWithoutABookingHasItsExitCode(input: String) throws {
        let output = try Executable.run(["-"], input: input)
        #expect(output.status == 3)
        #expect(output.standardOutput.isEmpty)
    }

    @Test(arguments: [
        ("garbage", foreign),
        ("level=info took=3 ms", foreign),
        ("42", foreign),
        ("→ x", foreign),
        ("https://example.com/?utm_source=mail", "the URL carries no booking data"), ("/confirm", "the URL carries no"),
        ("{\"a\":", "not strict JSON"),
    ])
    func aLineIsToldForWhatItIs(line: String, words: String) throws {
        let errors = try Executable.run(["-"], input: line).standardError
        #expect(errors.hasPrefix("bookwatch: line 1: \(words)"), "\(errors)")
    }

    @Test func theSameNumberTwiceIsNumberedAnew() throws {
        let output = try Executable.run(
            ["-", "--template", "{{seq}}"],
            input: (SessionLog.lines + SessionLog.lines).joined(separator: "\n")
        )
        #expect(output.standardOutput == "1\n2\n3\n4\n5\n6\n")
    }

    @Test func theDashboardTakesItsKeysFromTheTerminal() throws {
        let folder = try TemporaryFolder()
        let log = folder.path("in.jsonl")
        try SessionLog.write(to: log, more: ["garbage"])
        let terminal = try PseudoTerminal(
            ["-c", "\"$0\" - < \"$1\"", Executable.path, log],
            program: "/bin/sh",
            environment: Executable.environment(["TERM": "xterm-256color"], folder: folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("Marta Quintela"))
        #expect(terminal.shows("Harriet Boone"))
        terminal.type("fname:harriet\r")
        #expect(terminal.shows { !$0.text.contains("Marta") && $0.text.contains("Harriet") })
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.isCooked)
    }
}
