import BookwatchTestSupport
import Foundation
import Testing

/// The dashboard on terminals of all kinds and sizes: it sends each what it knows, and leaves it as it was.
@Suite(.serialized) struct TerminalKindsTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var terminal: String
        var locale = "C.UTF-8"
        var isColorless = false

        var testDescription: String { "\(terminal) \(locale)\(isColorless ? " without colours" : "")" }
    }

    private static let kinds =
        ["xterm-256color", "tmux-256color", "screen", "screen-256color", "linux", "vt100", "xterm-direct"].flatMap {
            [Kind(terminal: $0), Kind(terminal: $0, locale: "C"), Kind(terminal: $0, isColorless: true)]
        }

    private static let sizes = [(2, 2), (5, 2), (20, 5), (40, 10), (80, 24), (140, 40), (500, 200), (1, 3), (1, 1)]

    @Test(arguments: kinds)
    func itGetsWhatItKnowsAndIsLeftAsItWas(kind: Kind) async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request("/confirm?booking_calendar=BKC-1&id=BKNG-Z&name=Zo%C3%AB+%E5%B1%B1%E7%94%B0")
        guard let database = try Self.database(for: kind.terminal, in: server.folder) else { return }
        var environment = ["TERM": kind.terminal, "LC_ALL": kind.locale, "LANG": kind.locale, "TERMINFO": database]
        // What is read of memory that was never written shows in what is sent.
        environment["MALLOC_PERTURB_"] = "90"
        if kind.isColorless { environment["NO_COLOR"] = "1" }
        let isC = kind.locale == "C"
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url],
            columns: 1,
            rows: 1,
            environment: Executable.environment(environment, folder: server.folder)
        )
        defer { terminal.end() }
        #expect(eventually { !terminal.captured.isEmpty })
        for (columns, rows) in Self.sizes { try visit(terminal, columns: columns, rows: rows) }
        terminal.resize(columns: 80, rows: 24)
        // The rest of a screen may come after its first lines.
        #expect(terminal.shows { $0.text.contains("Marta Quintela") && (isC || $0.text.contains("Zoë 山田")) })
        // Signs of the program's own are not replaced.
        #expect(!terminal.screen.text.contains("???"))
        terminal.type("Q")
        #expect(terminal.exitCode() == 0)
        expectUntouched(terminal)
        expectWhatItKnows(terminal.captured, kind)
    }

    /// Some panes at a size.
    private func visit(_ terminal: PseudoTerminal, columns: Int, rows: Int) throws {
        let before = terminal.captured.count
        terminal.resize(columns: columns, rows: rows)
        #expect(eventually { terminal.captured.count > before })
        if columns >= 20 { #expect(terminal.shows("Marta")) }
        for keys in ["?", "q", "e", "q", ":a", "\u{3}", "O", "O", "U", "q"] {
            terminal.type(keys)
            guard columns >= 40 else { continue }
            let screen = terminal.screen.text
            _ = eventually(within: 1) { terminal.screen.text != screen }
        }
    }

    private func expectUntouched(_ terminal: PseudoTerminal) {
        let screen = terminal.screen
        #expect(terminal.isCooked)
        #expect(!screen.isAlternate && screen.isCursorVisible && screen.wraps)
        #expect(screen.modes.isEmpty && screen.titleDepth == 0)
        #expect(screen.look == VirtualScreen.Look())
        #expect(screen.unknown.isEmpty)
    }

    private func expectWhatItKnows(_ captured: [UInt8], _ kind: Kind) {
        if kind.locale == "C" { #expect(captured.allSatisfy { $0 < 0x80 }) }
        let text = String(decoding: captured, as: UTF8.self)
        let colors = text.matches(of: /\u{1B}\[([0-9;:]*)m/).map(\.1).filter { sequence in
            sequence.split { $0 == ";" || $0 == ":" }.contains { Int($0).map(Self.isColor) ?? false }
        }
        #expect(colors.isEmpty == (kind.terminal == "vt100" || kind.isColorless), "\(Set(colors))")
    }

    private static func isColor(_ number: Int) -> Bool {
        switch number {
        case 30...38, 40...48, 90...97, 100...107: true
        default: false
        }
    }

    /// The folder of the terminal database that has an entry; nil where none can be made.
    ///
    /// `xterm-direct` is in a package of its own, so it is made of what is there.
    private static func database(for terminal: String, in folder: TemporaryFolder) throws -> String? {
        guard terminal == "xterm-direct" else { return "" }
        let entry = """
            xterm-direct|a terminal with direct colours, use=xterm-256color,
            \tRGB, colors#0x1000000, pairs#0x10000, ccc@, initc@, op=\\E[39;49m,
            \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
            \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,
            """
        let source = folder.path("entry")
        try (entry + "\n").write(toFile: source, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tic", "-x", "-o", folder.path("terminfo"), source]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? folder.path("terminfo") : nil
    }
}
