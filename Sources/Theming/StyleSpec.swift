import Screen

/// A style as a theme's file states it.
struct StyleSpec: Equatable {
    var foreground: ColorSpec?
    var background: ColorSpec?
    var bold = false
    var dim = false
    var italic = false
    var underline = false
    var reverse = false

    static let keys = ["fg", "bg", "bold", "dim", "italic", "underline", "reverse"]
}

/// A style in a file.
struct StyleEntry {
    var key: String
    /// Nil for a key that is none; such a style is checked all the same.
    var role: StyleRole?
    var spec: StyleSpec
    var file: String
    var line: Int
}
