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
