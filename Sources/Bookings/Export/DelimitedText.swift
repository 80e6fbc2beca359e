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
        guard text.unicodeScalars.contains(where: { blank($0) != nil }) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { line.append(blank(scalar) ?? scalar) }
        return String(line)
    }

    /// What stands for a control, a separator of lines or a change of direction; nil for all else.
    private static func blank(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
        default: nil
        }
    }
}
