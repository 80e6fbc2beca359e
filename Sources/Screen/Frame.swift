/// A screen as a value: cells with meanings.
///
/// It knows no terminal and no colour.
public struct Frame: Equatable, Sendable {
    /// Its size.
    public let size: Size
    /// Where the cursor is shown, if it is.
    public var cursor: Position?
    /// The sign that a text was cut, one column wide; a terminal without Unicode wants another one than `…`.
    public let ellipsis: Glyph

    private var cells: [Cell]

    /// Makes a frame of blanks in the role `text`.
    ///
    /// A negative size counts as none.
    public init(size: Size, ellipsis: Glyph = .ellipsis) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        self.ellipsis = ellipsis
        cells = Array(repeating: Cell(glyph: .blank, role: .text), count: self.size.columns * self.size.rows)
    }

    /// A cell; out of bounds is a programming error.
    public subscript(row: Int, column: Int) -> Cell {
        precondition(row >= 0 && row < size.rows && column >= 0 && column < size.columns, "no such cell")
        return cells[row * size.columns + column]
    }

    /// The cells of a row; out of bounds is a programming error.
    ///
    /// O(1), no copy.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        precondition(row >= 0 && row < size.rows, "no such row")
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Fills a rectangle with blanks, or another one-column glyph; what lies outside the frame is left out.
    public mutating func fill(_ rect: Rect, with glyph: Glyph = .blank, role: StyleRole = .text) {
        precondition(glyph.width == 1, "a filling is one column wide")
        let columns = Frame.range(from: rect.column, count: rect.columns, limit: size.columns)
        for row in Frame.range(from: rect.row, count: rect.rows, limit: size.rows) {
            separate(row: row, columns: columns)
            for column in columns { cells[row * size.columns + column] = Cell(glyph: glyph, role: role) }
        }
    }

    /// Lays an overlay over the cells of a rectangle, leaving glyphs and roles.
    ///
    /// It takes the place of an overlay that was there. What lies outside the frame is left out; half of a wide glyph takes
    /// the other half with it.
    public mutating func overlay(_ role: StyleRole, on rect: Rect) {
        let columns = Frame.range(from: rect.column, count: rect.columns, limit: size.columns)
        guard !columns.isEmpty else { return }
        for row in Frame.range(from: rect.row, count: rect.rows, limit: size.rows) {
            let start = row * size.columns
            var (first, end) = (columns.lowerBound, columns.upperBound)
            if cells[start + first].glyph.isContinuation { first -= 1 }
            if end < size.columns, cells[start + end].glyph.isContinuation { end += 1 }
            for column in first..<end { cells[start + column].overlay = role }
        }
    }

    /// Puts glyphs that are known to fit from a column on.
    mutating func put(_ glyphs: ArraySlice<Glyph>, width: Int, row: Int, column: Int, role: StyleRole) {
        separate(row: row, columns: column..<column + width)
        var index = row * size.columns + column
        for glyph in glyphs {
            let role = glyph.isStandIn ? .standIn : role
            cells[index] = Cell(glyph: glyph, role: role)
            if glyph.width == 2 { cells[index + 1] = Cell(glyph: .continuation, role: role) }
            index += glyph.width
        }
    }

    /// Blanks the halves that would be left of wide glyphs at both ends of what is about to be overwritten.
    private mutating func separate(row: Int, columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        let start = row * size.columns
        if cells[start + columns.lowerBound].glyph.isContinuation {
            cells[start + columns.lowerBound - 1].glyph = .blank
        }
        if columns.upperBound < size.columns, cells[start + columns.upperBound].glyph.isContinuation {
            cells[start + columns.upperBound].glyph = .blank
        }
    }

    /// The part of a stretch that lies within a limit; empty at 0 where there is none.
    private static func range(from start: Int, count: Int, limit: Int) -> Range<Int> {
        let (sum, overflow) = start.addingReportingOverflow(max(0, count))
        let end = min(limit, overflow ? limit : sum)
        let first = max(0, start)
        return first < end ? first..<end : 0..<0
    }
}
