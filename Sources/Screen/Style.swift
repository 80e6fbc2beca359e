/// How a cell looks.
public struct Style: Hashable, Sendable {
    /// The colour of the text; nil takes that of the role `text`, or of what an overlay lies on.
    public var foreground: Color?
    /// The colour behind it; nil as above.
    public var background: Color?
    /// Bold, or bright.
    public var bold: Bool
    /// Faint.
    public var dim: Bool
    /// Slanted.
    public var italic: Bool
    /// Underlined.
    public var underline: Bool
    /// With the two colours exchanged.
    public var reverse: Bool

    /// Makes a style; without arguments, plain text.
    public init(
        foreground: Color? = nil,
        background: Color? = nil,
        bold: Bool = false,
        dim: Bool = false,
        italic: Bool = false,
        underline: Bool = false,
        reverse: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.dim = dim
        self.italic = italic
        self.underline = underline
        self.reverse = reverse
    }

    /// The style with another one laid over it: its colours win where it has any, attributes add up.
    ///
    /// Faint text on a background of the overlay's own is not faint any more, or nobody could read it.
    public func overlaid(with other: Style) -> Style {
        Style(
            foreground: other.foreground ?? foreground,
            background: other.background ?? background,
            bold: bold || other.bold,
            dim: other.dim || dim && other.background == nil && !other.reverse,
            italic: italic || other.italic,
            underline: underline || other.underline,
            reverse: reverse != other.reverse
        )
    }
}
