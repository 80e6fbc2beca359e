/// Why there is no screen.
public enum TerminalError: Error, Equatable {
    /// The standard input or output is not a terminal.
    case notATerminal
    /// The terminal database has no entry of this name, which is that of `TERM`; empty if that is not set.
    case unknownTerminal(name: String)
    /// The terminal cannot move its cursor, or there is a session already.
    case noScreen(name: String)
}
