/// Rows of cells with a separator between them, for spreadsheets and databases.
///
/// A row is one line: line breaks and tabs in a cell become spaces, and nothing remains in it that a terminal would act on.
public enum DelimitedText {
    /// A row for `csv` (RFC 4180, but lines end in LF).
    ///
    /// A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets
    /// an apostrophe before it.
    public static func csv(_ cells: [JSONValue]) -> String {
        cells.map { cell in
            let text = guarded(cell)
            guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
                return text
            }
            return "\"" + text.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",")
    }

    /// A row for `tsv`: no quotes, since no cell has a tab in it; formulas as in ``csv(_:)``.
    public static func tsv(_ cells: [JSONValue]) -> String {
        cells.map(guarded).joined(separator: "\t")
    }

    private static func guarded(_ cell: JSONValue) -> String {
        let text = cell.plainText
        if case .number = cell { return text }
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        return (isFormula ? "'" : "") + oneLine(text)
    }

    /// A text on one line, with everything but its words and blanks taken out of force.
    ///
    /// Unlike `SafeText`, which is for eyes, it keeps joiners and marks, so that names arrive as they were written.
    public static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { !(0x20..<0x7F).contains($0) }) else { return text }
        return HiddenText.shown(String(String.UnicodeScalarView(text.unicodeScalars.map { control($0) ?? $0 })))
    }

    /// What stands for a control or a separator of lines; nil for all else.
    private static func control(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0x00...0x1F: "\u{FFFD}"
        default: nil
        }
    }
}
