/// What a terminal may be sent beside what the terminal database has, by what the environment says it is.
///
/// A terminal that does not know a sequence may print it. So only those are sent any that are known to pass over what they do
/// not know.
struct TerminalFamily: Equatable {
    /// A program between this one and the terminal.
    enum Multiplexer: String, Equatable {
        case tmux
        case screen
    }

    /// Whether it reads strings for the terminal (OSC): its title, its colours, its clipboard.
    let hasStrings: Bool
    /// Whether it may be asked for private modes.
    ///
    /// Apple's terminal prints the last letter of the question.
    let answersModeQueries: Bool
    /// What is in between.
    let multiplexer: Multiplexer?

    private static let names = [
        "xterm", "screen", "tmux", "rxvt", "alacritty", "foot", "ghostty", "kitty", "konsole", "gnome", "vte",
        "wezterm",
        "iterm", "iterm2", "nsterm", "mintty", "mlterm", "contour", "rio", "st", "ms",
    ]

    /// - Parameters:
    ///   - terminal: the value of `TERM`.
    ///   - program: that of `TERM_PROGRAM`.
    ///   - tmux: that of `TMUX`.
    ///   - screen: that of `STY`.
    init(terminal: String, program: String? = nil, tmux: String? = nil, screen: String? = nil) {
        let name = terminal.lowercased()
        let end = name.firstIndex { $0 == "-" || $0 == "." || $0 == "+" } ?? name.endIndex
        hasStrings = TerminalFamily.names.contains(String(name[..<end]))
        answersModeQueries = hasStrings && program != "Apple_Terminal"
        multiplexer = tmux != nil ? .tmux : screen != nil ? .screen : nil
    }

    /// What to ask it after the first frame; empty where it is not to be asked.
    ///
    /// Its ground (OSC 11), whether it has synchronized updates (2026) and reports of its colour scheme (2031), and at last
    /// what every terminal answers.
    var questions: String {
        guard hasStrings else { return "" }
        let modes = answersModeQueries ? "\u{1B}[?2026$p\u{1B}[?2031$p" : ""
        return "\u{1B}]11;?\u{7}" + modes + "\u{1B}[c"
    }
}
