/// How many colours a terminal can show.
public enum ColorDepth: Int, Comparable, CaseIterable, Sendable {
    /// None: meaning is shown by bold, dim, underline and reverse alone.
    case none
    /// The eight of the first terminals with colour.
    case ansi8
    /// Those, and their bright forms.
    case ansi16
    /// The xterm palette.
    case indexed256
    /// Any.
    case trueColor

    /// Whether one depth has fewer colours than another.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}
