import Screen

/// Cuts text into lines of a width.
enum TextWrap {
    /// The lines of a text; the cuts are at blanks where there are some, and never between a character and its marks.
    ///
    /// - Parameter limit: the most lines to make; the rest of the text stays in the last.
    static func lines(_ text: String, width: Int, limit: Int = .max) -> [Substring] {
        let scalars = text.unicodeScalars
        var lines: [Substring] = []
        var start = scalars.startIndex
        var afterBlank: String.Index?
        var used = 0
        var index = start
        while index < scalars.endIndex, lines.count < limit - 1 {
            let columns = DisplayWidth.of(scalars[index])
            if used + columns > max(2, width), index > start {
                let cut = afterBlank ?? index
                lines.append(text[start..<cut])
                start = cut
                index = cut
                used = 0
                afterBlank = nil
                continue
            }
            used += columns
            let isBlank = scalars[index] == " "
            index = scalars.index(after: index)
            if isBlank { afterBlank = index }
        }
        lines.append(text[start...])
        return lines
    }
}
