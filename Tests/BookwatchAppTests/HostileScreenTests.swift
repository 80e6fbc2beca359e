import BookwatchTestSupport
import Foundation
import Testing

/// The whole corpus of hostile texts through the real endpoint to a real terminal.
@Suite(.serialized) struct HostileScreenTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The checker of captures lies beside the checkout where the project is developed; elsewhere these tests have less to say.
    private static let checker = root.deletingLastPathComponent().appending(path: "shared/tools/ttycheck.py")

    /// The texts of the corpus, each between marks by which it can be found again in a capture.
    private static let values: [String] = {
        let path = root.appending(path: "Tests/BookingsTests/Fixtures/hostile_fields.jsonl")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?["value"] as? String
        }
        .enumerated().map { "zq\($0.offset)j\($0.element)j\($0.offset)qz" }
    }()

    private func post(_ value: String, _ number: Int, to server: Server) async throws {
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
        let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        _ = try await server.request("/v1/confirmations?source=site", method: "POST", json: json)
        try await postNews(value, number, to: server)
    }

    /// What the funnel and the incidents show of outside text.
    private func postNews(_ value: String, _ number: Int, to server: Server) async throws {
        let message: [String: Any] = [
            "type": "oncehub.booking_calendar.loaded", "payload": ["id": "BKC-\(number)", "name": value],
        ]
        let report = ["code": "hook-failed", "detail": value]
        for (path, body) in [("/v1/confirmations", message), ("/v1/reports", report)] {
            let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
            _ = try await server.request(path, method: "POST", json: json)
        }
    }

    @Test func noTextOfTheCorpusReachesTheTerminalAsItMustNot() async throws {
        #expect(Self.values.count > 200)
        let server = try Server()
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url],
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        for (number, value) in Self.values.enumerated() {
            try await post(value, number, to: server)
            if number % 40 == 39 { terminal.type("k") }
        }
        // Through the list and every tab of the detail pane.
        terminal.type("gddG")
        for key in ["\t", "2", "3", "4", "1", "\t", "k", "k", "k"] { terminal.type(key) }
        #expect(terminal.shows("bookings"))
        // Through the funnel and the incidents, from one end to the other.
        terminal.type("U")
        #expect(terminal.shows("slot selected"))
        terminal.type(String(repeating: " ", count: 20) + "E")
        #expect(terminal.shows("after a booking failed"))
        terminal.type(String(repeating: "b", count: 60) + "q")
        #expect(terminal.shows("bookings"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.unknown.isEmpty)
        let scalars = String(decoding: terminal.captured, as: UTF8.self).unicodeScalars
        #expect(!scalars.contains { (0x80..<0xA0).contains($0.value) })
        if FileManager.default.fileExists(atPath: Self.checker.path) { try check(terminal.captured, server.folder) }
    }

    @Test func noTextThatIsPastedReachesTheTerminalAsItMustNot() async throws {
        let server = try Server()
        try await post("Ada", 1, to: server)
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url],
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("1 booking"))
        // What ends a paste is not part of it.
        for (number, value) in Self.values.enumerated() where !value.contains("\u{1B}[201~") && value.count < 900 {
            let paste = "\u{1B}[200~\(value)\u{1B}[201~"
            // Each is seen before it is given up: the filter, the search, the palette and the search in the help.
            for (keys, ending) in [("f", "\u{3}"), ("/", "\u{3}"), (":", "\u{3}"), ("?/", "\u{3}q")] {
                terminal.type("\(keys)\(paste)zq\(number)")
                #expect(terminal.shows("zq\(number)"), "\(keys) \(value.debugDescription)")
                terminal.type(ending)
            }
            terminal.type(";\u{15}\(paste)\r")
        }
        // As a view, whose name stands in the tabs, and in the menus and panels that name values.
        terminal.type("S1\u{1B}[200~\(Self.values[7])\u{1B}[201~\r")
        for key in ["e", "q", "B", "n", "C", "q", "o", "\u{3}", "\t", "2", "4", "y", "q", "x", "q", "\t"] {
            terminal.type(key)
        }
        terminal.type("?")
        #expect(terminal.shows("Half a page down"))
        terminal.type("qQ")
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.unknown.isEmpty)
        let scalars = String(decoding: terminal.captured, as: UTF8.self).unicodeScalars
        #expect(!scalars.contains { (0x80..<0xA0).contains($0.value) })
        if FileManager.default.fileExists(atPath: Self.checker.path) { try check(terminal.captured, server.folder) }
        let log = try String(contentsOfFile: server.folder.path("bookings.jsonl"), encoding: .utf8)
        #expect(log.split(separator: "\n").count { $0.contains("booking.annotated") } > 150)
    }

    @Test func columnsHoldWhateverTheNameIs() async throws {
        let server = try Server()
        let names = [
            "Ada", "山田太郎", "Z\u{300}\u{301}\u{302}\u{303}\u{304}oe", "👨‍👩‍👧 Fam", "A\u{202E}b\u{1B}[2Jc",
            "\u{200B}\u{FEFF}x",
        ]
        for (number, name) in names.enumerated() { try await post(name, number, to: server) }
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url],
            environment: Executable.environment(["TERM": "xterm-256color"], folder: server.folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("6 bookings"))
        // The divider to the detail pane stands in the same column of every row.
        func dividers(_ screen: VirtualScreen) -> [Int] { screen.cells.compactMap { $0.firstIndex(of: "│") } }
        #expect(terminal.shows { dividers($0).count > 10 })
        #expect(Set(dividers(terminal.screen)).count == 1)
    }

    /// What the program itself says to the terminal beside what ncurses does, each once.
    private static let own = [
        "\u{1B}[22;0;0t\u{1B}]2;bookwatch\u{7}", "\u{1B}]11;?\u{7}\u{1B}[?2026$p\u{1B}[?2031$p\u{1B}[c",
    ]

    private func check(_ captured: [UInt8], _ folder: TemporaryFolder) throws {
        let capture = folder.path("capture.bin")
        let payloads = folder.path("payloads.jsonl")
        var others = Data(captured)
        for text in Self.own {
            let range = try #require(others.firstRange(of: Data(text.utf8)))
            others.removeSubrange(range)
        }
        try others.write(to: URL(filePath: capture))
        let lines = try Self.values.map { try JSONSerialization.data(withJSONObject: ["value": $0]) + Data([0x0A]) }
        try Data(lines.joined()).write(to: URL(filePath: payloads))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.checker.path, "check", "--payloads", payloads, capture]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
    }
}
