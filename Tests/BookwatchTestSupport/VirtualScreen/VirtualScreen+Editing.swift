import Screen

extension VirtualScreen {
    /// Prints a character at the cursor.
    mutating func put(_ scalar: Unicode.Scalar) {
        if join(scalar) { return }
        let width = min(columns, opinion.width(of: scalar))
        if mustWrap || column + width > columns, wraps {
            column = 0
            lineFeed()
        }
        // Without wrapping, the last column takes all that comes.
        column = min(column, columns - width)
        place(String(scalar), width: width)
        last = scalar
    }

    private mutating func place(_ text: String, width: Int) {
        let end = column + width
        separate(row: row, column..<end)
        grid[row][column] = Cell(text: text, look: look)
        if width == 2 { grid[row][column + 1] = Cell(text: "", look: look) }
        lastPlace = Position(row: row, column: column)
        mustWrap = end >= columns
        column = min(columns - 1, end)
    }

    /// Puts a character into the cell before the cursor, where it belongs there.
    private mutating func join(_ scalar: Unicode.Scalar) -> Bool {
        if let place = lastPlace, opinion == .clusters {
            let joined = grid[place.row][place.column].text + String(scalar)
            guard joined.count == 1, joined.unicodeScalars.count < 32 else { return opinion.width(of: scalar) == 0 }
            grid[place.row][place.column].text = joined
            return true
        }
        guard opinion.width(of: scalar) == 0 else { return false }
        var place = mustWrap ? column : max(0, column - 1)
        while place > 0, grid[row][place].text.isEmpty { place -= 1 }
        grid[row][place].text += String(scalar)
        return true
    }

    mutating func lineFeed() {
        if row == scrollBottom { scroll(by: 1) } else if row < rows - 1 { row += 1 }
    }

    private var blankCell: Cell { Cell(look: Look(background: erasesInColor ? look.background : nil)) }

    mutating func scroll(by count: Int) {
        let blank = Array(repeating: blankCell, count: columns)
        for _ in 0..<min(rows, abs(count)) {
            if count > 0 {
                grid.remove(at: scrollTop)
                grid.insert(blank, at: scrollBottom)
            } else {
                grid.remove(at: scrollBottom)
                grid.insert(blank, at: scrollTop)
            }
        }
    }

    mutating func inRegion(from top: Int, _ body: (inout VirtualScreen) -> Void) {
        let whole = scrollTop
        scrollTop = top
        body(&self)
        scrollTop = whole
    }

    /// Moves the rest of the row to the left, or to the right.
    mutating func shift(by count: Int) {
        separate(row: row, column..<column + 1)
        for _ in 0..<min(abs(count), columns - column) {
            if count > 0 {
                grid[row].remove(at: column)
                grid[row].append(blankCell)
            } else {
                grid[row].insert(blankCell, at: column)
                grid[row].removeLast()
            }
        }
        if grid[row][column].text.isEmpty { grid[row][column].text = " " }
    }

    mutating func erase(_ part: Int) {
        let range = part == 0 ? row + 1..<rows : part == 1 ? 0..<row : 0..<rows
        for index in range { blank(row: index, 0..<columns) }
        if part < 2 { eraseLine(part) }
    }

    mutating func eraseLine(_ part: Int) {
        blank(row: row, part == 0 ? column..<columns : part == 1 ? 0..<min(columns, column + 1) : 0..<columns)
    }

    mutating func blank(row: Int, _ range: Range<Int>) {
        separate(row: row, range)
        let blank = blankCell
        for place in range { grid[row][place] = blank }
    }

    /// Half of something wide does not stay alone.
    private mutating func separate(row: Int, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let (first, end) = (range.lowerBound, range.upperBound)
        if first > 0, grid[row][first].text.isEmpty { grid[row][first - 1].text = " " }
        if end < columns, grid[row][end].text.isEmpty { grid[row][end].text = " " }
    }
}
