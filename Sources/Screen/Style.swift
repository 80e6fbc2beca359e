/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminalDefault
    /// One of the terminal's sixteen colours, as its user has set them.
    case ansi(UInt8)
    /// One of the 256 colours of xterm.
    case indexed(UInt8)
    /// A colour of 24 bits.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How something looks.
public struct Style: Hashable, Sendable {
    /// The colour of the text.
    public var foreground: Color
    /// The colour behind it.
    public var background: Color
    /// Whether it is bold.
    public var bold: Bool
    /// Whether it is faint.
    public var dim: Bool
    /// Whether it is underlined.
    public var underline: Bool
    /// Whether foreground and background change places.
    public var reverse: Bool

    /// Makes a style; by default that of plain text.
    public init(
        foreground: Color = .terminalDefault,
        background: Color = .terminalDefault,
        bold: Bool = false,
        dim: Bool = false,
        underline: Bool = false,
        reverse: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.dim = dim
        self.underline = underline
        self.reverse = reverse
    }
}

/// How many colours a terminal has.
public enum ColorDepth: Int, Sendable, CaseIterable, Comparable {
    case none, ansi8, ansi16, indexed256, trueColor

    /// Whether one has fewer colours than the other.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}

/// The style of every role.
public struct StyleSheet: Equatable, Sendable {
    private var styles: [StyleRole: Style]

    /// Makes a style sheet; a role that is missing takes the style of the one before its last dot, at last that of `text`.
    public init(_ styles: [StyleRole: Style] = [:]) {
        self.styles = styles
    }

    /// The style of a role.
    public subscript(role: StyleRole) -> Style {
        if let style = styles[role] { return style }
        if let dot = role.rawValue.lastIndex(of: "."), let parent = StyleRole(rawValue: String(role.rawValue[..<dot])) {
            return self[parent]
        }
        return role == .text ? Style() : self[.text]
    }

    /// The style of a cell: that of its role, with the background and the attributes of what is laid over it.
    public func resolve(_ role: StyleRole, overlay: StyleRole?) -> Style {
        var style = self[role]
        guard let overlay, let over = styles[overlay] else { return style }
        if over.background != .terminalDefault { style.background = over.background }
        if over.foreground != .terminalDefault { style.foreground = over.foreground }
        style.bold = style.bold || over.bold
        style.underline = style.underline || over.underline
        style.reverse = style.reverse != over.reverse
        if over.reverse || over.background != .terminalDefault { style.dim = false }
        return style
    }

    /// The style sheet for a terminal without colours: meaning by bold, underline and reverse alone.
    public static let monochrome = StyleSheet([
        .text: Style(), .muted: Style(dim: true), .accent: Style(bold: true), .rule: Style(dim: true),
        .header: Style(reverse: true), .headerLost: Style(bold: true, reverse: true),
        .tableHeader: Style(underline: true), .selection: Style(reverse: true),
        .match: Style(bold: true, underline: true), .bookingNew: Style(bold: true),
        .statusCanceled: Style(dim: true), .filterPrompt: Style(bold: true), .filterError: Style(bold: true, reverse: true),
        .facetChosen: Style(bold: true), .badge: Style(bold: true, reverse: true), .hintKey: Style(bold: true),
        .detailTitle: Style(bold: true), .detailLabel: Style(dim: true), .overlayTitle: Style(bold: true, reverse: true),
        .warning: Style(bold: true), .error: Style(bold: true, reverse: true), .standIn: Style(reverse: true),
    ])
}
