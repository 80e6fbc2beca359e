import CTerminal
public import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The terminal of this process, by ncurses; one at a time.
///
/// From the first call to `close` it holds the screen, the keys, the signals that concern a terminal, and the standard error,
/// which is printed afterwards. A crash gives all of that back too. Used from one thread, except `waker`.
public final class TerminalSession: TerminalPort {
    /// What the roles look like; a new one shows the last frame anew.
    public var styleSheet: StyleSheet {
        didSet { if styleSheet != oldValue { restyle() } }
    }

    /// The colours in use.
    public let colorDepth: ColorDepth

    /// The size of the terminal as last reported.
    public private(set) var size: Size

    /// Whether the mouse is reported.
    public var mouse = false {
        didSet { if isOpen, mouse != oldValue { bw_set_mode(BW_MODE_MOUSE, mouse) } }
    }

    private let family: TerminalFamily
    private var painter: Painter
    var input = InputParser()
    /// When the terminal was asked what it has not answered yet.
    var askedAt: Int64?
    private var lastFrame: Frame?
    private var isStale = true
    private(set) var isOpen = true

    /// Whether the locale of the environment is UTF-8.
    ///
    /// If not, everything but ASCII is shown as `?`: to a terminal in another character set the bytes of UTF-8 are
    /// controls.
    public static let supportsUTF8 = bw_use_locale("")

    /// What the environment says of the terminal's ground (`COLORFGBG`); nil where it says nothing.
    ///
    /// The terminal itself is asked after the first frame.
    public static var declaredBackground: Background? {
        environment("COLORFGBG").flatMap { Background(colorFGBG: $0) }
    }

    /// Takes over the terminal on the standard input and output.
    ///
    /// - Parameters:
    ///   - styleSheet: what the roles look like.
    ///   - colorDepth: the most colours to use; nil for as many as the terminal has, by `TERM`, `COLORTERM` and `NO_COLOR`.
    /// - Throws: where there is no terminal, or none that can be drawn on.
    public convenience init(styleSheet: StyleSheet, colorDepth: ColorDepth? = nil) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        _ = TerminalSession.supportsUTF8
        let capability = ColorCapability(
            terminal: TerminalSession.environment("TERM") ?? "",
            colorTerminal: TerminalSession.environment("COLORTERM"),
            isColorless: colorDepth == nil && TerminalSession.environment("NO_COLOR") != nil
        )
        let family = TerminalFamily(
            terminal: capability.terminal,
            program: TerminalSession.environment("TERM_PROGRAM"),
            tmux: TerminalSession.environment("TMUX"),
            screen: TerminalSession.environment("STY")
        )
        try self.init(
            styleSheet: styleSheet,
            colorDepth: colorDepth,
            capability: capability,
            family: family,
            input: STDIN_FILENO,
            output: STDOUT_FILENO
        )
    }

    init(
        styleSheet: StyleSheet,
        colorDepth: ColorDepth?,
        capability: ColorCapability,
        family: TerminalFamily,
        input: Int32,
        output: Int32
    ) throws(TerminalError) {
        var result = Int32(BW_UNKNOWN_TERMINAL.rawValue)
        if let direct = capability.directTerminal, colorDepth ?? .trueColor == .trueColor {
            result = bw_start(direct, input, output)
        }
        if result == BW_UNKNOWN_TERMINAL.rawValue { result = bw_start(capability.terminal, input, output) }
        switch UInt32(result) {
        case BW_STARTED.rawValue: break
        case BW_UNKNOWN_TERMINAL.rawValue: throw .unknownTerminal(name: capability.terminal)
        default: throw .noScreen(name: capability.terminal)
        }
        let depth = min(capability.depth(colors: Int(bw_colors())), colorDepth ?? .trueColor)
        self.colorDepth = depth
        self.styleSheet = styleSheet
        self.family = family
        painter = Painter(styleSheet: styleSheet, depth: depth)
        size = Size(columns: Int(bw_columns()), rows: Int(bw_rows()))
        if family.hasStrings { bw_set_mode(BW_MODE_TITLE, true) }
    }

    deinit { close() }

    /// Shows a frame; only rows that differ from the last one are looked at, and only cells that differ are sent.
    ///
    /// Of a frame of another size than the terminal's, the upper left part is shown.
    public func present(_ frame: Frame) {
        guard isOpen else { return }
        painter.paint(frame, after: isStale ? nil : lastFrame)
        if lastFrame == nil { ask() }
        lastFrame = frame
        isStale = false
    }

    /// Shows the last frame again from nothing.
    public func redraw() {
        guard isOpen, let lastFrame else { return }
        bw_resend_all()
        isStale = true
        present(lastFrame)
    }

    /// Gives the terminal to the shell, stops the process, and takes the terminal again when it is continued.
    public func suspend() {
        guard isOpen else { return }
        awaitAnswers()
        bw_suspend()
        ask()
        measure()
        redraw()
    }

    /// Gives the terminal back for good, and prints what was written to the standard error meanwhile.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        awaitAnswers()
        bw_stop()
    }

    /// Asks the terminal to put a text on the clipboard of its user (OSC 52).
    public func copy(_ text: String) -> CopyOutcome {
        guard isOpen, family.hasStrings else { return .unsupported }
        guard let bytes = ClipboardSequence.bytes(text, through: family.multiplexer) else {
            return .tooLong(limit: ClipboardSequence.limit)
        }
        bw_send(bytes, Int32(bytes.count))
        return .sent(through: family.multiplexer?.rawValue)
    }

    /// Ends a wait in `events`, from any thread and at any time.
    public var waker: @Sendable () -> Void { { bw_wake() } }

    /// Asks the terminal what it is, once the first frame is on it; the answers come as input.
    func ask() {
        let questions = Array(family.questions.utf8)
        guard !questions.isEmpty else { return }
        bw_send(questions, Int32(questions.count))
        askedAt = bw_milliseconds()
    }

    private func restyle() {
        painter = Painter(styleSheet: styleSheet, depth: colorDepth)
        isStale = true
        if let lastFrame { present(lastFrame) }
    }

    func measure() {
        bw_measure()
        let measured = Size(columns: Int(bw_columns()), rows: Int(bw_rows()))
        // ncurses has cut or blanked its rows.
        if measured != size { isStale = true }
        size = measured
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
