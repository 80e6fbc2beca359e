/// One cell of a frame.
public struct Cell: Equatable, Sendable {
    /// What stands in it; `Glyph.continuation` in the second column of a wide glyph.
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
