import BookwatchTestSupport
import Foundation
import Testing

/// The whole corpus of hostile texts through the real endpoint to a real terminal, in every place where text stands.
@Suite(.serialized) struct HostileScreenTests {
    /// Sends a text in every field; true where the endpoint takes it.
    private static func post(_ value: String, _ number: Int, to server: Server) async throws -> Bool {
        let body: [String: Any] = [
            "type": "oncehub.booking.scheduled",
            "payload": [
                "id": "BKNG-H\(number)", "subject": value, "status": "scheduled", "booking_calendar": value,
                "starting_time": "2031-01-15T10:00:00Z", "customer_timezone": value,
                "custom_fields": [
                    ["name": "name", "value": value], ["name": "note", "value": value], ["name": "q", "value": value],
                ],
            ],
        ]
        let answer = try await server.request("/v1/confirmations?source=site", method: "POST", json: Self.json(body))
        try await postNews(value, number, to: server)
        return answer.0 == 202
    }

    /// What the funnel and the incidents show of outside text.
    private static func postNews(_ value: String, _ number: Int, to server: Server) async throws {
        let message: [String: Any] = [
            "type": "oncehub.booking_calendar.loaded", "payload": ["id": "BKC-\(number)", "name": value],
        ]
        _ = try await server.request("/v1/confirmations", method: "POST", json: Self.json(message))
        let report = ["code": "hook-failed", "detail": value]
        _ = try await server.request("/v1/reports", method: "POST", json: Self.json(report))
    }

    private static func json(_ object: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }

    private func watch(_ server: Server) throws -> PseudoTerminal {
        try PseudoTerminal(
            ["watch", "--connect", server.url],
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
    }

    /// Ends it, and looks at all that it wrote.
    private func expectHarmless(_ terminal: PseudoTerminal, _ folder: TemporaryFolder) throws {
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.unknown.isEmpty)
        #expect(terminal.screen.strings == ["2;bookwatch"])
        try OutputCheck.expectHarmless(screen: terminal.captured, in: folder)
    }

    @Test func noTextOfTheCorpusReachesTheTerminalAsItMustNot() async throws {
        #expect(HostileCorpus.all.count == 274)
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        var stored: [HostileCorpus.Field] = []
        for field in HostileCorpus.all {
            if try await Self.post(field.wrapped, field.number, to: server) { stored.append(field) }
        }
        #expect(stored.count > 260)
        #expect(terminal.shows("\(stored.count) bookings"))
        expectShown(stored, terminal)
        // The menus of what can be copied and exported, a comparison, and what is folded.
        terminal.type("yqxqDq3 j j j \tO")
        browseOverlays(terminal)
        try expectHarmless(terminal, server.folder)
    }

    /// Through all bookings from the first one, each in every tab of the detail pane alone on the screen.
    private func expectShown(_ fields: [HostileCorpus.Field], _ terminal: PseudoTerminal) {
        terminal.type("g\rO")
        #expect(terminal.shows { !$0.text.contains("zq\(fields.count - 1)j") && $0.text.contains("zq0j") })
        for (index, field) in fields.enumerated() {
            for tab in ["2", "4", "3"] { terminal.type(tab) }
            #expect(terminal.shows { field.stands(in: $0.text) }, "\(field.name)")
            terminal.type("1")
            // A blank that may not be broken is shown as a blank.
            let part = field.isHarmless ? HostileCorpus.shown(field).replacing("\u{A0}", with: " ") : ""
            #expect(terminal.shows { field.stands(in: $0.text, with: part) }, "\(field.name)")
            if index < fields.count - 1 { terminal.type("J") }
        }
    }

    /// Through the funnel, the incidents and the facets, from one end to the other.
    private func browseOverlays(_ terminal: PseudoTerminal) {
        terminal.type("U")
        #expect(terminal.shows("slot selected"))
        terminal.type(String(repeating: " ", count: 20) + "E")
        #expect(terminal.shows("after a booking failed"))
        terminal.type(String(repeating: "b", count: 60) + "q")
        #expect(terminal.shows("bookings"))
        terminal.type("e")
        for _ in 0..<12 { terminal.type(String(repeating: "jj\u{6}", count: 30) + " l") }
        terminal.type("qc")
        #expect(terminal.shows("bookings"))
    }

    /// The lines that are typed, with the key that opens each; a remark is kept at the end, and then stands in the list.
    @Test(arguments: ["/", "f", ":", ";", "?/", "fm\rS1", "\u{1B}g"])
    func whatIsPastedIntoALineIsShownSafely(keys: String) async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("Marta Quintela"))
        for key in keys == "\u{1B}g" ? [keys] : keys.map(String.init) { terminal.type(key) }
        for field in HostileCorpus.all where HostileCorpus.isThorough || field.number % 3 == 0 {
            // A line takes no more.
            guard field.value.count < 900 else { continue }
            // Ended here, the paste would go on as keys; a terminal does not let that through.
            let text = field.wrapped.replacing("\u{1B}[201~", with: "")
            // The line shows its end, where the cursor is.
            terminal.type("\u{15}\u{1B}[200~\(text)\u{1B}[201~")
            #expect(terminal.shows("j\(field.number)qz"), "\(field.name)")
        }
        terminal.type("\r")
        #expect(terminal.shows { !$0.isCursorVisible || $0.text.contains("qz") })
        // What is no filter, command or time leaves its line open.
        if terminal.screen.isCursorVisible { terminal.type("\u{3}") }
        #expect(terminal.shows { !$0.isCursorVisible })
        if keys.hasPrefix("?") { terminal.type("q") }
        try expectHarmless(terminal, server.folder)
    }

    @Test func columnsHoldWhateverTheNameIs() async throws {
        let server = try Server()
        let names = [
            "Ada", "山田太郎", "Z\u{300}\u{301}\u{302}\u{303}\u{304}oe", "👨‍👩‍👧 Fam", "A\u{202E}b\u{1B}[2Jc",
            "\u{200B}\u{FEFF}x",
        ]
        for (number, name) in names.enumerated() { _ = try await Self.post(name, number, to: server) }
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("6 bookings"))
        // The divider to the detail pane stands in the same column of every row.
        func dividers(_ screen: VirtualScreen) -> [Int] { screen.cells.compactMap { $0.firstIndex(of: "│") } }
        #expect(terminal.shows { dividers($0).count > 10 })
        #expect(Set(dividers(terminal.screen)).count == 1)
    }
}
