extension Frame {
    /// Writes text from outside or from the program at a place, made safe, on one row, clipped to `width` columns (with an
    /// ellipsis where it is cut) and to the frame. Never writes half of a wide glyph.
    ///
    /// Stand-ins get the role `standIn`. With an alignment other than left the text is moved within `width`; the columns
    /// around it are left as they are. A place outside the frame writes nothing.
    ///
    /// - Parameter placeholder: what is shown, in the role `muted`, for a text in which nothing can be seen.
    /// - Returns: the columns used.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol,
        row: Int,
        column: Int,
        width: Int = .max,
        role: StyleRole,
        alignment: Alignment = .left,
        placeholder: String? = nil
    ) -> Int {
        if let placeholder, SafeText.isBlank(text) {
            return write(placeholder, row: row, column: column, width: width, role: .muted, alignment: alignment)
        }
        guard let room = room(row: row, column: column, width: width) else { return 0 }
        let glyphs = SafeText.glyphs(text, columns: room)
        return write(glyphs: glyphs, row: row, column: column, width: width, role: role, alignment: alignment)
    }

    /// Writes glyphs that are made already, with the same clipping as text.
    ///
    /// - Returns: the columns used.
    @discardableResult
    public mutating func write(
        glyphs: [Glyph],
        row: Int,
        column: Int,
        width: Int = .max,
        role: StyleRole,
        alignment: Alignment = .left
    ) -> Int {
        guard let room = room(row: row, column: column, width: width) else { return 0 }
        let (kept, used) = clip(glyphs, to: room)
        let shift =
            switch alignment {
            case .left: 0
            case .right: room - used
            case .center: (room - used) / 2
            }
        put(kept, width: used, row: row, column: column + shift, role: role)
        return used
    }

    /// The columns between a place and the nearer of the width's and the frame's edge; nil where there are none.
    private func room(row: Int, column: Int, width: Int) -> Int? {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns, width > 0 else { return nil }
        return min(width, size.columns - column)
    }

    /// As many glyphs as fit, the last an ellipsis if some did not.
    private func clip(_ glyphs: [Glyph], to room: Int) -> (kept: ArraySlice<Glyph>, columns: Int) {
        var used = 0
        var end = 0
        var endBeforeEllipsis = 0
        var usedBeforeEllipsis = 0
        for glyph in glyphs {
            guard used + glyph.width <= room else {
                return (glyphs[..<endBeforeEllipsis] + [ellipsis], usedBeforeEllipsis + 1)
            }
            used += glyph.width
            end += 1
            if used < room { (endBeforeEllipsis, usedBeforeEllipsis) = (end, used) }
        }
        return (glyphs[...], used)
    }
}
