import Screen

/// Cuts text into lines of a width.
enum TextWrap {
    /// As much of a text as fits in a width.
    static func prefix(of text: String, width: Int) -> Substring {
        var used = 0
        let end = text.unicodeScalars.firstIndex { scalar in
            used += columns(of: scalar)
            return used > width
        }
        return text[..<(end ?? text.endIndex)]
    }

    /// The columns that a scalar takes on the screen at most: what is invisible is shown by a sign.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        let width = DisplayWidth.of(scalar)
        guard width == 0 else { return width }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: return 1
        }
    }

    /// The lines of a text; the cuts are at blanks in the second half of a line, else where it is full, and never between a
    /// character and its marks.
    ///
    /// No more lines than `limit` are made; the rest of the text stays in the last.
    static func lines(_ text: String, width: Int, limit: Int = .max) -> [Substring] {
        let scalars = text.unicodeScalars
        var lines: [Substring] = []
        var start = scalars.startIndex
        var afterBlank: String.Index?
        var used = 0
        var index = start
        while index < scalars.endIndex, lines.count < limit - 1 {
            let columns = columns(of: scalars[index])
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
            if isBlank, used > width / 2 { afterBlank = index }
        }
        lines.append(text[start...])
        return lines
    }
}
