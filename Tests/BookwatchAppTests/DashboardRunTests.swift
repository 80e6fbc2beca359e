import BookwatchTestSupport
import Foundation
import Testing

/// The real program in a real pseudo-terminal.
@Suite(.serialized) struct DashboardRunTests {
    private func watch(_ server: Server, columns: Int = 140, rows: Int = 40) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["watch", "--connect", server.url],
            columns: columns,
            rows: rows,
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
    }

    @Test func bookingsAppearAsTheyArriveAndTheFilterHidesThem() async throws {
        let server = try Server(
            configuration: "[sources.pricing-page]\nevent_type = \"Product demo\"\nmaster_page = \"sales\"\n"
        )
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        _ = try await server.request(Samples.pagesRedirect)
        #expect(terminal.shows("Harriet Boone"))
        #expect(terminal.shows("Product demo"))
        #expect(terminal.shows("sales"))
        _ = try await server.request(Samples.calendarRedirect)
        #expect(terminal.shows("Marta Quintela"))
        terminal.type("ftype:demo")
        #expect(terminal.shows { $0.text.contains("Harriet Boone") && !$0.text.contains("Marta Quintela") })
        terminal.type("\u{1B}")
        #expect(terminal.shows("Marta Quintela"))
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.isCooked)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
        #expect(terminal.screen.unknown.isEmpty)
    }

    @Test func aBookingIsExportedAndCopiedFromTheScreen() async throws {
        let server = try Server()
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url, "--clipboard", "file"],
            columns: 140,
            rows: 40,
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
        defer { terminal.end() }
        _ = try await server.request(Samples.calendarRedirect)
        #expect(terminal.shows("Marta Quintela"))
        let path = server.folder.path("one.csv")
        for answer in ["wrote", "is there already. Replace it?"] {
            terminal.type("xc\u{15}\(path)\r")
            #expect(terminal.shows(answer))
        }
        terminal.type("y")
        #expect(terminal.shows("wrote"))
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Marta Quintela"))
        terminal.type("yi")
        #expect(terminal.shows("id: wrote 17 characters to"))
        let copied = server.folder.path("state/bookwatch/clipboard.txt")
        #expect(try String(contentsOfFile: copied, encoding: .utf8) == "BKNG-4T8WQ2ZP61MX")
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.unknown.isEmpty)
    }

    @Test(arguments: [Samples.calendarTrio, Samples.pagesTrio])
    func threeSightingsOfOneBookingAreOneRow(trio: Samples.Trio) async throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        #expect(try await server.request("/v1/confirmations", method: "POST", json: trio.embed).0 == 202)
        #expect(try await server.request(trio.redirect).0 == 200)
        #expect(try await server.request("/v1/webhooks/oncehub", method: "POST", json: trio.webhook).0 == 202)
        #expect(terminal.shows("1 booking "))
        #expect(terminal.shows { $0.text.contains(/sightings +R \d\d:\d\d:\d\d +E \d\d:\d\d:\d\d +W \d\d:\d\d:\d\d/) })
        let (_, one) = try await server.request("/v1/bookings/3")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any])
        #expect((json["sightings"] as? [Any])?.count == 3)
        #expect((json["booking"] as? [String: Any])?["status"] as? String == "completed")
    }

    @Test(arguments: [(80, 24), (40, 12), (20, 5), (200, 60)])
    func itFollowsTheSizeOfItsTerminal(columns: Int, rows: Int) async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("Marta Quintela"))
        terminal.resize(columns: columns, rows: rows)
        #expect(terminal.shows("Marta"))
        terminal.resize(columns: 140, rows: 40)
        #expect(terminal.shows("Marta Quintela"))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
    func theTerminalIsGivenBackOnEverySignal(signal: Int32) throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        kill(terminal.process, signal)
        #expect(terminal.exitCode() != nil)
        #expect(terminal.isCooked)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
    }

    @Test func itComesBackAfterTheServerWasKilledAndShowsEachBookingOnce() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("Marta Quintela"))
        server.end(SIGKILL)
        #expect(terminal.shows { !$0.text.contains("● live") })
        try server.start()
        _ = try await server.request(Samples.pagesRedirect)
        #expect(terminal.shows("Harriet Boone"))
        #expect(terminal.shows("2 bookings"))
    }

    @Test func hostileTextReachesTheTerminalOnlyAsStandIns() async throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        let values = [
            "\u{1B}[2J\u{1B}]0;pwn\u{7}Eve", "A\u{202E}gpj.exe", "B\u{9B}31mC", "D\nE\tF\u{0}G",
            "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}y",
        ]
        for (index, value) in values.enumerated() {
            let encoded = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            _ = try await server.request(
                "/confirm?booking_calendar=BKC-1&id=BKNG-H\(index)&name=\(encoded)&subject=\(encoded)"
            )
        }
        #expect(terminal.shows("5 bookings"))
        terminal.type("q")
        _ = terminal.exitCode()
        #expect(terminal.screen.unknown.isEmpty)
        let scalars = String(decoding: terminal.captured, as: UTF8.self).unicodeScalars
        #expect(!scalars.contains { (0x80..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value) })
        #expect(!String(decoding: terminal.captured, as: UTF8.self).contains("\u{1B}]0;"))
    }

    @Test func anUnknownTerminalIsAClearError() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(
            ["demo"],
            environment: Executable.environment(["TERM": "no-such-terminal"], folder: folder)
        )
        defer { terminal.end() }
        #expect(terminal.exitCode() == 1)
        #expect(terminal.screen.text.contains("no-such-terminal"))
    }

    @Test func theDemoMovesWithoutAnySetUp() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(
            ["demo", "--rate", "5"],
            environment: Executable.environment(["TERM": "xterm-256color"], folder: folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        #expect(terminal.shows("Product demo"))
        let before = terminal.screen.text
        #expect(terminal.shows { $0.text != before })
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }
}
