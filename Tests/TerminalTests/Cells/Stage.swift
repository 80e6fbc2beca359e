import BookwatchTestSupport
import CTerminal
import Foundation
import Screen
import Testing

@testable import Terminal

/// A session that draws random frames on a terminal, and whoever looks on.
struct Stage {
    let session: TerminalSession
    private let pair: TerminalPair
    private var page: RandomPage
    private var screen: VirtualScreen
    private var comparison: FrameComparison
    private let leastColumns: Int
    /// A terminal of another make that sees the same, and is asked from time to time.
    private let tmux: Tmux?
    private var tmuxComparison: FrameComparison

    init(terminal: String, opinion: WidthOpinion, seed: UInt64, besideTmux: Bool = false) throws {
        _ = bw_use_locale("C.UTF-8")
        let size = Size(columns: 80, rows: 24)
        pair = try TerminalPair(columns: size.columns, rows: size.rows)
        session = try TerminalSession(
            styleSheet: TerminalTests.CellTests.styleSheet,
            colorDepth: nil,
            capability: ColorCapability(terminal: terminal, colorTerminal: nil, isColorless: false),
            family: TerminalFamily(terminal: terminal),
            input: pair.slave,
            output: pair.slave
        )
        // Where wrapping cannot be stopped, ncurses needs two columns to fill the last corner; and tmux loses a row in one.
        leastColumns = besideTmux || ["tmux-256color", "screen"].contains(terminal) ? 2 : 1
        page = RandomPage(seed: seed, size: size)
        let erasesInColor = terminal.hasPrefix("xterm") || terminal == "linux"
        screen = VirtualScreen(
            columns: size.columns,
            rows: size.rows,
            opinion: opinion,
            erasesInColor: erasesInColor
        )
        comparison = FrameComparison(styleSheet: session.styleSheet, depth: session.colorDepth)
        tmux = besideTmux ? try Tmux(size) : nil
        tmuxComparison = comparison
        // Its captures lose colours where attributes end, and do not tell the cursor.
        tmuxComparison.attributes = nil
        tmuxComparison.knowsCursor = false
        tmuxComparison.sharesOpinion = false
        comparison.sharesOpinion = opinion == .scalars
        comparison.hidesCursor = terminal != "vt100"
        // By the terminal database: no italics; and where `ncv` or nothing is said of attributes, no looks.
        comparison.attributes =
            switch terminal {
            case "linux", "vt100": nil
            case "screen": [.bold, .dim, .underline, .reverse]
            default: [.bold, .dim, .italic, .underline, .reverse]
            }
    }

    /// Shows frames, changes the size in between, and asks tmux so often.
    mutating func play(updates: Int, resizes: Int, samples: Int = 1) throws {
        defer { session.close() }
        let pause = max(1, updates / max(1, resizes))
        for number in 0..<updates {
            if number % pause == pause - 1 { try resize(number) }
            page.change()
            session.present(page.frame)
            try look("update \(number)")
            if number % max(1, updates / samples) == 0 { try askTmux("update \(number)") }
        }
        session.close()
        screen.feed(pair.take())
        #expect(screen.unknown.isEmpty)
        #expect(!screen.isAlternate && screen.isCursorVisible && screen.modes.isEmpty)
    }

    private mutating func resize(_ number: Int) throws {
        let old = page.frame
        let size = page.resize(leastColumns: leastColumns)
        pair.resize(columns: size.columns, rows: size.rows)
        screen.resize(columns: size.columns, rows: size.rows)
        try tmux?.resize(size)
        raise(SIGWINCH)
        _ = session.events(waitingUpTo: 1_000)
        try #require(session.size == size)
        // The old frame at once, as much of it as there is room for.
        try look("resize \(number) to \(size)", old)
    }

    /// What came is shown, and is as it should be.
    private mutating func look(_ what: String, _ frame: Frame? = nil) throws {
        let bytes = pair.take()
        screen.feed(bytes)
        try tmux?.feed(bytes)
        let difference = comparison.difference(screen, frame ?? page.frame, columns: screen.columns)
        try #require(difference == nil, "after \(what): \(difference ?? "")")
    }

    private mutating func askTmux(_ what: String) throws {
        guard let tmux else { return }
        let difference = tmuxComparison.difference(try tmux.screen(), page.frame, columns: tmux.size.columns)
        if difference != nil {
            print("TMUX", tmux.size, try tmux.screen().text.debugDescription, "FRAME", page.frame.text.debugDescription)
        }
        try #require(difference == nil, "in tmux after \(what): \(difference ?? "")")
    }
}
