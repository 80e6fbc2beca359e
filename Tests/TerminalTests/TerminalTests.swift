import CTerminal
import Screen
import Testing

@testable import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// ncurses on `/dev/null`, read back from its own memory.
///
/// There is one screen to a process, so there is one test at a time.
@Suite(.serialized)
struct TerminalTests {
    private func withSession(
        terminal: String = "xterm-256color",
        locale: String = "C.UTF-8",
        styleSheet: StyleSheet = StyleSheet(),
        output: String = "/dev/null",
        _ body: (TerminalSession, _ closeInput: () -> Void) throws -> Void
    ) throws {
        _ = bw_use_locale(locale)
        defer { _ = bw_use_locale("C.UTF-8") }
        let file = open(output, O_RDWR)
        var input: [Int32] = [-1, -1]
        try #require(file >= 0 && pipe(&input) == 0)
        var isInputOpen = true
        func closeInput() {
            if isInputOpen { _ = close(input[1]) }
            isInputOpen = false
        }
        defer {
            closeInput()
            _ = close(input[0])
            _ = close(file)
        }
        let capability = ColorCapability(terminal: terminal, colorTerminal: nil, isColorless: false)
        let session = try TerminalSession(
            styleSheet: styleSheet,
            colorDepth: nil,
            capability: capability,
            family: TerminalFamily(terminal: terminal),
            input: input[0],
            output: file
        )
        defer { session.close() }
        try body(session, closeInput)
    }

    private func cell(_ row: Int, _ column: Int) -> bw_cell {
        var cell = bw_cell()
        _ = bw_read_cell(Int32(row), Int32(column), &cell)
        return cell
    }

    private func text(row: Int, columns: Int) -> String {
        var text = String.UnicodeScalarView()
        var column = 0
        while column < columns {
            let cell = cell(row, column)
            guard let base = Unicode.Scalar(cell.base) else { break }
            text.append(base)
            for mark in [cell.marks.0, cell.marks.1, cell.marks.2, cell.marks.3] where mark != 0 {
                if let mark = Unicode.Scalar(mark) { text.append(mark) }
            }
            column += max(1, DisplayWidth.of(base))
        }
        return String(text)
    }

    @Test func aFrameIsOnTheScreenAsItIs() throws {
        try withSession { session, _ in
            var frame = Frame(size: session.size)
            frame.write("a漢e\u{301}字b\u{1B}", row: 0, column: 0, role: .text)
            session.present(frame)
            #expect(text(row: 0, columns: 8) == "a漢e\u{301}字b␛")
            #expect(cell(0, 7).base == Unicode.Scalar("␛").value)
        }
    }

    @Test func theLastCornerCanBeWritten() throws {
        try withSession { session, _ in
            var frame = Frame(size: session.size)
            let (row, column) = (session.size.rows - 1, session.size.columns - 1)
            frame.write("x", row: row, column: column, role: .text)
            frame.write("漢", row: row - 1, column: column - 1, role: .text)
            session.present(frame)
            #expect(cell(row, column).base == Unicode.Scalar("x").value)
            #expect(cell(row - 1, column - 1).base == Unicode.Scalar("漢").value)
        }
    }

    @Test func rolesHaveTheirLooks() throws {
        let sheet = StyleSheet(styles: [
            .badge: Style(foreground: .ansi(1), bold: true), .selection: Style(background: .indexed(24)),
        ])
        try withSession(styleSheet: sheet) { session, _ in
            var frame = Frame(size: session.size)
            frame.write("ab", row: 0, column: 0, role: .badge)
            frame.write("c", row: 0, column: 2, role: .text)
            frame.overlay(.selection, on: Rect(row: 0, column: 1, columns: 1, rows: 1))
            session.present(frame)
            #expect(cell(0, 0).attributes == UInt8(BW_BOLD.rawValue))
            #expect(cell(0, 1).attributes == UInt8(BW_BOLD.rawValue))
            #expect(Set([cell(0, 0).pair, cell(0, 1).pair]).count == 2)
            #expect(cell(0, 0).pair > 0 && cell(0, 1).pair > 0)
            #expect(cell(0, 2).pair == 0 && cell(0, 2).attributes == 0)

            session.styleSheet = StyleSheet(styles: [.badge: Style(underline: true)])
            #expect(cell(0, 0).attributes == UInt8(BW_UNDERLINE.rawValue))
            #expect(cell(0, 0).pair == 0)
        }
    }

    @Test func aTerminalWithoutColoursShowsTheMonochromeForms() throws {
        try withSession(terminal: "vt100", styleSheet: StyleSheet(styles: [.error: Style(foreground: .ansi(1))])) {
            session,
            _ in
            #expect(session.colorDepth == .none)
            var frame = Frame(size: session.size)
            frame.write("!", row: 0, column: 0, role: .error)
            session.present(frame)
            #expect(cell(0, 0).attributes == UInt8(BW_BOLD.rawValue | BW_REVERSE.rawValue))
        }
    }

    @Test func morePairsThanThereAreIsNoError() throws {
        try withSession(terminal: "xterm") { _, _ in
            var pairs = ColorPairs(depth: .ansi8)
            let made = (0..<256).map {
                pairs.pair(foreground: .ansi(UInt8($0 / 16)), background: .ansi(UInt8($0 % 16)))
            }
            #expect(made.contains(0))
            #expect(made.contains { $0 > 0 })
        }
    }

    @Test func withoutUTF8EverythingIsASCII() throws {
        try withSession(locale: "C") { session, _ in
            var frame = Frame(size: session.size)
            frame.write("Zoë 漢!", row: 0, column: 0, role: .text)
            session.present(frame)
            #expect(text(row: 0, columns: 7) == "Zo? ? !")
        }
    }

    @Test func whatIsOutsideTheFrameIsBlank() throws {
        try withSession { session, _ in
            var frame = Frame(size: session.size)
            frame.write("old", row: 5, column: 0, role: .text)
            session.present(frame)
            var small = Frame(size: Size(columns: 4, rows: 2))
            small.write("new漢", row: 0, column: 0, role: .text)
            session.present(small)
            #expect(text(row: 0, columns: 5) == "new… ")
            #expect(text(row: 5, columns: 3) == "   ")
            session.present(Frame(size: Size(columns: 500, rows: 500)))
            #expect(text(row: 0, columns: 5) == "     ")
        }
    }

    @Test func theCursorStaysOnTheScreen() throws {
        try withSession { session, _ in
            var frame = Frame(size: session.size)
            for cursor in [Position(row: -1, column: 3), Position(row: 0, column: .max), Position(row: 2, column: 4)] {
                frame.cursor = cursor
                session.present(frame)
            }
            #expect(bw_rows() == Int32(session.size.rows))
        }
    }

    @Test func anUnknownTerminalIsAnError() {
        #expect(throws: TerminalError.unknownTerminal(name: "no-such-terminal")) {
            try withSession(terminal: "no-such-terminal") { _, _ in }
        }
    }

    @Test func aTerminalWithoutCursorMovementIsAnError() {
        #expect(throws: TerminalError.noScreen(name: "dumb")) { try withSession(terminal: "dumb") { _, _ in } }
    }

    @Test func thereIsOneScreenAtATime() throws {
        try withSession { _, _ in
            #expect(throws: TerminalError.self) { try withSession { _, _ in } }
        }
        try withSession { session, _ in #expect(session.size.rows > 0) }
    }

    @Test func aWakeEndsAWaitAndIsReportedOnce() throws {
        try withSession { session, _ in
            let wake = session.waker
            wake()
            wake()
            #expect(session.events(waitingUpTo: nil) == [.woken])
            #expect(session.events(waitingUpTo: 0).isEmpty)
        }
    }

    @Test func signalsAreEvents() throws {
        try withSession { session, _ in
            raise(SIGTERM)
            raise(SIGINT)
            #expect(session.events(waitingUpTo: nil) == [.signal(.interrupt), .signal(.terminate)])
        }
    }

    @Test func theEndOfInputIsAHangUp() throws {
        try withSession { session, closeInput in
            #expect(session.events(waitingUpTo: 0).isEmpty)
            closeInput()
            #expect(session.events(waitingUpTo: nil).contains(.hangUp))
        }
    }

    @Test func aClosedSessionDoesNothing() throws {
        try withSession { session, _ in
            let wake = session.waker
            session.close()
            session.close()
            session.present(Frame(size: Size(columns: 5, rows: 5)))
            session.redraw()
            session.suspend()
            wake()
            #expect(session.events(waitingUpTo: nil) == [.hangUp])
        }
    }

    /// A file for the bytes of a session, and what is in it.
    private func withOutput(_ body: (_ path: String, _ content: () -> String) throws -> Void) throws {
        var template = Array("/tmp/bookwatch-terminal-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        try #require(file >= 0)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            _ = close(file)
            _ = unlink(path)
        }
        try body(path) {
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = pread(file, &bytes, bytes.count, 0)
            return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        }
    }

    @Test func theMouseIsOffAtFirstAndAtTheEnd() throws {
        try withOutput { path, content in
            try withSession(output: path) { session, _ in
                session.present(Frame(size: session.size))
                #expect(!session.mouse && !content().contains("?1000h"))
                session.mouse = true
                #expect(content().hasSuffix("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"))
                session.mouse = false
                #expect(content().hasSuffix("\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"))
                session.mouse = true
            }
            let end = content()
            #expect(end.split(separator: "?1000h").last?.contains("?1000l") == true)
        }
    }

    @Test func aTextIsCopiedBetweenFrames() throws {
        try withOutput { path, content in
            try withSession(output: path) { session, _ in
                session.present(Frame(size: session.size))
                #expect(session.copy("foo\u{1B}") == .sent(through: nil))
                #expect(content().hasSuffix("\u{1B}]52;c;Zm9vGw==\u{7}"))
                let long = String(repeating: "x", count: 80_000)
                #expect(session.copy(long) == .tooLong(limit: 74_994))
                #expect(content().hasSuffix("\u{1B}]52;c;Zm9vGw==\u{7}"))
            }
            try withSession(terminal: "vt100") { session, _ in #expect(session.copy("foo") == .unsupported) }
        }
    }
}
