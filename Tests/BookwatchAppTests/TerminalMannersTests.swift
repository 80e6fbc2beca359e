import BookwatchTestSupport
import Foundation
import Testing

/// What the program asks of a terminal, and how it leaves it.
@Suite(.serialized) struct TerminalMannersTests {
    private static let hasUpdates = "\u{1B}[?2026;2$y"
    private static let reportsScheme = "\u{1B}[?2031;2$y"
    private static let isLight = "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}"
    private static let isDark = "\u{1B}]11;rgb:0000/0000/0000\u{7}"
    private static let attributes = "\u{1B}[?62;22c"

    private func watch(_ server: Server, _ arguments: [String] = [], terminal: String = "xterm-256color") throws
        -> PseudoTerminal
    {
        try PseudoTerminal(
            ["watch", "--connect", server.url] + arguments,
            environment: Executable.environment(["TERM": terminal], folder: server.folder)
        )
    }

    /// Whether the program has written something with this in it since then.
    private func writes(_ text: String, to terminal: PseudoTerminal, after count: Int) -> Bool {
        eventually { String(decoding: terminal.captured.dropFirst(count), as: UTF8.self).contains(text) }
    }

    @Test func theTerminalIsAskedAfterTheFirstFrameAndNotBefore() throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows { $0.questions == ["11;?", "?2026$p", "?2031$p", "c"] })
        let text = String(decoding: terminal.captured, as: UTF8.self)
        let frame = try #require(text.range(of: "bookwatch ")?.lowerBound ?? text.range(of: "connecting")?.lowerBound)
        let question = try #require(text.range(of: "\u{1B}]11;?")?.lowerBound)
        #expect(frame < question)
    }

    @Test func theGroundChoosesTheThemeAndIsNoKey() throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows { $0.text.contains("live") && $0.text.contains("help") })
        let screen = terminal.screen.text
        for answer in [Self.isLight, Self.isDark, Self.isLight] {
            let count = terminal.captured.count
            terminal.type(answer)
            #expect(writes("38;5;", to: terminal, after: count))
        }
        #expect(terminal.shows { $0.text == screen })
    }

    @Test func aThemeThatIsNamedStaysWhateverTheGround() throws {
        let server = try Server()
        let terminal = try watch(server, ["--theme", "night"])
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        let (count, before) = (terminal.captured.count, terminal.screen.text)
        terminal.type(Self.isLight + "?")
        #expect(terminal.shows { $0.text != before })
        #expect(!String(decoding: terminal.captured.dropFirst(count), as: UTF8.self).contains("48;5;231"))
    }

    @Test func updatesAreBracketedWhereTheTerminalHasThem() throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        let before = terminal.screen.text
        terminal.type("?")
        #expect(terminal.shows { $0.text != before })
        #expect(terminal.screen.updates == 0)
        terminal.type(Self.hasUpdates + "\u{1B}")
        #expect(terminal.shows { $0.updates > 0 && !$0.modes.contains(2026) })
        #expect(terminal.screen.unknown.isEmpty)
    }

    /// The terminal's own entry keeps the title too, so there may be two on the stack.
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, nil])
    func everythingIsUndoneOnEveryWayOut(signal: Int32?) throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        terminal.type(Self.hasUpdates + Self.reportsScheme + Self.attributes)
        #expect(terminal.shows { $0.modes == [2004, 2031] && $0.titleDepth > 0 })
        #expect(terminal.screen.strings == ["2;bookwatch"])
        if let signal { kill(terminal.process, signal) } else { terminal.type("q") }
        #expect(terminal.exitCode() != nil)
        #expect(terminal.screen.modes.isEmpty)
        #expect(terminal.screen.titleDepth == 0)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
        #expect(terminal.isCooked)
        #expect(terminal.screen.unknown.isEmpty)
    }

    /// The group of a program without a shell cannot be stopped, so it goes on at once; what it sends is the same.
    @Test func aStopGivesTheTerminalBackAndTakesItAgain() throws {
        let server = try Server()
        let terminal = try watch(server)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        terminal.type(Self.reportsScheme + Self.attributes)
        #expect(terminal.shows { $0.modes == [2004, 2031] })
        let count = terminal.captured.count
        kill(terminal.process, SIGTSTP)
        for sequence in ["?2031l", "?2004l", "[23;0;0t", "?1049l", "?1049h", "[22;0;0t", "?2004h", "?2031h"] {
            #expect(writes(sequence, to: terminal, after: count))
        }
        #expect(terminal.shows { $0.modes == [2004, 2031] && $0.isAlternate && $0.titleDepth > 0 })
        #expect(terminal.shows("live"))
    }

    @Test(arguments: ["linux", "vt100"])
    func aTerminalThatMightPrintItIsSentNothingElse(name: String) throws {
        let server = try Server()
        let terminal = try watch(server, terminal: name)
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        #expect(terminal.screen.questions.isEmpty)
        #expect(terminal.screen.strings.isEmpty)
        #expect(terminal.screen.titleDepth == 0)
    }

    @Test func aTerminalThatCannotPlaceTheCursorIsToldWhatCanBeDone() throws {
        let server = try Server()
        let terminal = try watch(server, terminal: "dumb")
        defer { terminal.end() }
        #expect(terminal.exitCode() == 1)
        #expect(terminal.screen.text.contains("--linear"))
        #expect(!terminal.captured.contains(0x1B))
    }

    @Test func anEditedThemeIsSeenAtOnceAndABrokenOneIsNamed() throws {
        let server = try Server()
        let themes = server.folder.path("config") + "/bookwatch/themes"
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        let file = themes + "/mine.toml"
        try "[styles]\nmuted = 200\n".write(toFile: file, atomically: true, encoding: .utf8)
        let terminal = try watch(server, ["--theme", "mine"])
        defer { terminal.end() }
        #expect(terminal.shows("live"))
        #expect(writes("38;5;200", to: terminal, after: 0))
        try "[styles]\nmuted = #\n".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(terminal.shows("mine.toml:2:"))
        #expect(terminal.screen.text.contains("The theme stays as it was"))
        try "[styles]\nmuted = 201\n".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(writes("38;5;201", to: terminal, after: 0))
        terminal.type("q")
        #expect(terminal.exitCode() == 0)
    }
}
