import Screen

/// A line of a pane: texts with their meanings, one after the other.
struct StyledLine: Equatable, Sendable {
    /// A text with its meaning.
    struct Span: Equatable, Sendable {
        var text: String
        var role: StyleRole
    }

    var spans: [Span] = []

    init() {}

    init(_ text: String, _ role: StyleRole) {
        spans = [Span(text: text, role: role)]
    }

    /// The columns it takes.
    var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// Two columns of lines side by side; what is too wide for the first is cut.
    static func side(_ left: [StyledLine], _ right: [StyledLine], width: Int, gap: Int) -> [StyledLine] {
        (0..<max(left.count, right.count)).map { index in
            var line = (index < left.count ? left[index] : StyledLine()).fitted(to: width)
            line.append(String(repeating: " ", count: gap), .text)
            if index < right.count { line.spans += right[index].spans }
            return line
        }
    }

    /// The line in exactly some columns.
    private func fitted(to width: Int) -> StyledLine {
        var result = StyledLine()
        var used = 0
        for span in spans where used < width {
            let part = TextWrap.prefix(of: span.text, width: width - used)
            result.append(String(part), span.role)
            used += DisplayWidth.of(part)
        }
        result.append(String(repeating: " ", count: max(0, width - used)), .text)
        return result
    }

    mutating func append(_ text: String, _ role: StyleRole) {
        spans.append(Span(text: text, role: role))
    }

    func appending(_ text: String, _ role: StyleRole) -> StyledLine {
        var line = self
        line.append(text, role)
        return line
    }
}

extension Frame {
    /// Writes a line, cut to a width.
    ///
    /// - Returns: the columns used.
    @discardableResult
    mutating func write(_ line: StyledLine, row: Int, column: Int, width: Int) -> Int {
        var used = 0
        for span in line.spans {
            guard used < width else { break }
            used += write(span.text, row: row, column: column + used, width: width - used, role: span.role)
        }
        return used
    }
}
