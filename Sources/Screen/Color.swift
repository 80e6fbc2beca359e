/// A colour as a theme states it.
public enum Color: Hashable, Sendable {
    /// What the terminal uses where nothing is said.
    case terminalDefault
    /// One of the sixteen named colours, 0 to 15; the terminal's owner decides how they look.
    case ansi(UInt8)
    /// One of the 256 colours of the xterm palette; the first sixteen are the named ones.
    case indexed(UInt8)
    /// Red, green and blue, 0 to 255.
    case rgb(UInt8, UInt8, UInt8)
}
