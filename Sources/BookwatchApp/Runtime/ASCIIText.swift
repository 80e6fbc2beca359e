/// Text for a terminal in another character set than UTF-8, to which the bytes of UTF-8 are controls.
enum ASCIIText {
    private static let standIns: [Unicode.Scalar: String] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "→": "->", "≈": "~",
        "−": "-", "█": "#", "▓": "#", "▒": "+", "░": ":", "▉": "=", "▊": "=", "▋": "=", "▌": "=", "▍": "-", "▎": "-",
        "▏": "-",
    ]

    /// The text with quotes and dashes as ASCII has them, and `?` for all else.
    static func of(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : standIns[$0] ?? "?" }.joined()
    }
}
