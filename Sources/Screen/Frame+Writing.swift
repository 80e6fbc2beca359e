extension Frame {
    /// Writes text from outside or from the program at a place, made safe, on one row.
    ///
    /// It is clipped to `width` columns and to the frame, with an ellipsis where it is cut, and never in the middle of a wide
    /// glyph or a flag. Stand-ins get the role `standIn`. With an alignment other than left the text is moved within `width`;
    /// the columns around it are left as they are. A place outside the frame writes nothing.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - row: the row, from 0.
    ///   - column: the first column of the field.
    ///   - width: the columns of the field; by default all to the frame's edge.
    ///   - role: what the text means.
    ///   - alignment: where in the field the text stands.
    ///   - placeholder: what is shown, in the role `muted`, for a text in which nothing can be seen.
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

    /// Writes glyphs that are made already, clipped as text is.
    ///
    /// - Parameters:
    ///   - glyphs: any glyphs but continuations.
    ///   - row: the row, from 0.
    ///   - column: the first column of the field.
    ///   - width: the columns of the field; by default all to the frame's edge.
    ///   - role: what the glyphs mean.
    ///   - alignment: where in the field the glyphs stand.
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
        var (cut, usedAtCut) = (0, 0)
        for index in glyphs.indices {
            if used < room, !glyphs.isMiddleOfFlag(index) { (cut, usedAtCut) = (index, used) }
            used += glyphs[index].width
            if used > room { return (glyphs[..<cut] + [ellipsis], usedAtCut + 1) }
        }
        return (glyphs[...], used)
    }
}

extension [Glyph] {
    /// Whether a cut before an index would part the two regional indicators of a flag.
    fileprivate func isMiddleOfFlag(_ index: Int) -> Bool {
        guard self[index].base.isRegionalIndicator else { return false }
        let before = self[..<index].reversed().prefix { $0.base.isRegionalIndicator }
        return !before.count.isMultiple(of: 2)
    }
}
