/// One cell of a frame.
public struct Cell: Equatable, Sendable {
    /// What stands in it; empty in the second column of a wide glyph.
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

/// A screen as a value: cells with meanings. It knows no terminal and no colour.
public struct Frame: Equatable, Sendable {
    /// Its size.
    public let size: Size
    /// Where the cursor is shown, if it is.
    public var cursor: (row: Int, column: Int)? { get { fatalError() } set { fatalError() } }

    /// Makes a frame of blanks in the role `text`.
    public init(size: Size) { fatalError("not built yet") }

    /// A cell; out of bounds is a programming error.
    public subscript(row: Int, column: Int) -> Cell { fatalError("not built yet") }

    /// Writes text from outside or from the program at a place, made safe, on one row, clipped to `width` columns (with an ellipsis
    /// where it is cut) and to the frame. Never writes half of a wide glyph.
    ///
    /// - Returns: the columns used.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, width: Int = .max, role: StyleRole, alignment: Alignment = .left
    ) -> Int { fatalError("not built yet") }

    /// Fills a rectangle with blanks, or another one-column glyph.
    public mutating func fill(_ rect: Rect, with glyph: Glyph = .blank, role: StyleRole = .text) { fatalError("not built yet") }

    /// Lays an overlay over the cells of a rectangle, leaving glyphs and roles.
    public mutating func overlay(_ role: StyleRole, on rect: Rect) { fatalError("not built yet") }
}

/// Where a text stands in its width.
public enum Alignment: Sendable { case left, right }
