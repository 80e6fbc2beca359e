/// One cell of a frame.
public struct Cell: Equatable, Sendable {
    /// What stands in it; of width 0 in the second column of a wide glyph.
    public var glyph: Glyph
    /// What it means.
    public var role: StyleRole
    /// A second meaning laid over the first: `.selection` on a selected row, `.match` on a search hit.
    public var overlay: StyleRole?

    /// Makes a cell.
    public init(glyph: Glyph, role: StyleRole, overlay: StyleRole? = nil) {
        self.glyph = glyph
        self.role = role
        self.overlay = overlay
    }
}

/// A place on the screen.
public struct Position: Equatable, Sendable {
    /// Counts from 0 at the top.
    public var row: Int
    /// Counts from 0 at the left.
    public var column: Int

    /// Makes a position.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// Where a text stands in its width.
public enum Alignment: Sendable {
    case left, right
}

/// A screen as a value: cells with meanings. It knows no terminal and no colour.
public struct Frame: Equatable, Sendable {
    /// Its size.
    public let size: Size
    /// Where the cursor is shown, if it is.
    public var cursor: Position?
    private var cells: [Cell]

    /// Makes a frame of blanks in the role `text`.
    public init(size: Size) {
        self.size = size
        cells = Array(
            repeating: Cell(glyph: .blank, role: .text), count: max(0, size.columns) * max(0, size.rows))
    }

    /// A cell; out of bounds is a programming error.
    public subscript(row: Int, column: Int) -> Cell {
        cells[row * size.columns + column]
    }

    /// The cells of a row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes text, made safe, at a place on one row, clipped to `width` columns and to the frame.
    ///
    /// Where it is cut an ellipsis stands; half of a wide glyph is never written. With alignment `.right` the text ends at the
    /// width's end. Places outside of the frame are passed over.
    ///
    /// - Returns: the columns used.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol,
        row: Int,
        column: Int,
        width: Int = .max,
        role: StyleRole = .text,
        alignment: Alignment = .left,
        ellipsis: Glyph = Glyph(base: "…", width: 1)
    ) -> Int {
        guard row >= 0, row < size.rows, column < size.columns, column >= 0 else { return 0 }
        let room = min(width, size.columns - column)
        guard room > 0 else { return 0 }
        let glyphs = Frame.clip(Glyph.safe(text), to: room, ellipsis: ellipsis)
        let used = glyphs.reduce(0) { $0 + $1.width }
        var place = alignment == .right ? column + room - used : column
        for glyph in glyphs {
            put(glyph, row: row, column: place, role: glyph.isStandIn ? .standIn : role)
            place += glyph.width
        }
        return used
    }

    /// Fills a rectangle with a glyph of one column.
    public mutating func fill(_ rect: Rect, with glyph: Glyph = .blank, role: StyleRole = .text) {
        forEachCell(in: rect) { $0 = Cell(glyph: glyph, role: role) }
    }

    /// Lays a meaning over the cells of a rectangle, leaving glyphs and roles.
    public mutating func overlay(_ role: StyleRole, on rect: Rect) {
        forEachCell(in: rect) { $0.overlay = role }
    }

    /// The rows as plain text, without trailing blanks.
    public var text: String {
        (0..<size.rows).map { index in
            var line = row(index).map { $0.glyph.width == 0 ? "" : $0.glyph.text }.joined()
            while line.last == " " { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }

    /// The glyphs that fit in a width; where some do not, an ellipsis stands for them.
    static func clip(_ glyphs: [Glyph], to width: Int, ellipsis: Glyph) -> [Glyph] {
        var used = 0
        for (index, glyph) in glyphs.enumerated() {
            guard used + glyph.width > width else {
                used += glyph.width
                continue
            }
            var kept = Array(glyphs[..<index])
            while used > width - 1, let last = kept.popLast() { used -= last.width }
            return kept + [ellipsis]
        }
        return glyphs
    }

    private mutating func put(_ glyph: Glyph, row: Int, column: Int, role: StyleRole) {
        let index = row * size.columns + column
        // What was half covered goes: the first half of a wide glyph before, the second of one after.
        if cells[index].glyph.width == 0, column > 0 { cells[index - 1].glyph = .blank }
        let after = index + glyph.width
        if column + glyph.width < size.columns, cells[after].glyph.width == 0 { cells[after].glyph = .blank }
        cells[index] = Cell(glyph: glyph, role: role, overlay: cells[index].overlay)
        if glyph.width == 2 {
            cells[index + 1] = Cell(glyph: .continuation, role: role, overlay: cells[index + 1].overlay)
        }
    }

    private mutating func forEachCell(in rect: Rect, _ body: (inout Cell) -> Void) {
        let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns))
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows)) {
            for column in columns { body(&cells[row * size.columns + column]) }
        }
    }
}
