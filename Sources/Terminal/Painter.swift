import CTerminal
import Screen

/// Turns frames into rows of ncurses, with the styles of one style sheet.
struct Painter {
    private struct Meaning: Hashable {
        let role: StyleRole
        let overlay: StyleRole?
    }

    fileprivate struct Look {
        let attributes: UInt8
        let pair: Int16
    }

    private let styleSheet: StyleSheet
    private let depth: ColorDepth
    private var pairs: ColorPairs
    private var looks: [Meaning: Look] = [:]
    private var cells: [bw_cell] = []

    init(styleSheet: StyleSheet, depth: ColorDepth) {
        self.styleSheet = styleSheet
        self.depth = depth
        pairs = ColorPairs(depth: depth)
    }

    /// Hands over the rows that differ from those of the frame before, and has ncurses send what changed in them.
    ///
    /// What of the screen is outside the frame becomes blank.
    mutating func paint(_ frame: Frame, after previous: Frame?) {
        let screen = Size(columns: Int(bw_columns()), rows: Int(bw_rows()))
        let comparable = previous?.size == frame.size ? previous : nil
        for row in 0..<screen.rows {
            let cells = row < frame.size.rows ? frame.row(row) : []
            if let comparable, row >= frame.size.rows || comparable.row(row) == cells { continue }
            paint(cells, row: row, columns: screen.columns)
        }
        if let cursor = frame.cursor, cursor.row < screen.rows, cursor.column < screen.columns {
            bw_place_cursor(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
        } else {
            bw_place_cursor(-1, -1)
        }
        bw_flush()
    }

    private mutating func paint(_ row: ArraySlice<Cell>, row number: Int, columns: Int) {
        cells.removeAll(keepingCapacity: true)
        let plain = look(of: Meaning(role: .text, overlay: nil))
        var current = (meaning: Meaning(role: .text, overlay: nil), look: plain)
        var free = columns
        var mayCluster = false
        for cell in row where !cell.glyph.isContinuation {
            guard cell.glyph.width <= free else { break }
            let meaning = Meaning(role: cell.role, overlay: cell.overlay)
            if meaning != current.meaning { current = (meaning, look(of: meaning)) }
            cells.append(bw_cell(cell.glyph, look: current.look))
            free -= cell.glyph.width
            mayCluster = mayCluster || cell.glyph.mayCluster
        }
        if mayCluster { markClusters(of: row) }
        cells.append(contentsOf: repeatElement(bw_cell(.blank, look: plain), count: free))
        bw_put_row(Int32(number), &cells, Int32(cells.count))
    }

    /// Notes in the cells of a row which of its characters are to be placed one by one.
    private mutating func markClusters(of row: ArraySlice<Cell>) {
        let glyphs = row.lazy.map(\.glyph).filter { !$0.isContinuation }
        for (range, isDisputed) in Clusters(glyphs.prefix(cells.count)) where isDisputed {
            for index in range {
                cells[index].cluster = UInt8((index == range.lowerBound ? BW_CLUSTER : BW_CLUSTER_REST).rawValue)
            }
        }
    }

    private mutating func look(of meaning: Meaning) -> Look {
        if let look = looks[meaning] { return look }
        let style = styleSheet.resolve(meaning.role, overlay: meaning.overlay, depth: depth)
        let pair = depth == .none ? 0 : pairs.pair(foreground: style.foreground, background: style.background)
        let look = Look(attributes: style.attributes, pair: pair)
        looks[meaning] = look
        return look
    }
}

extension Style {
    /// The attributes as bits of the C target.
    fileprivate var attributes: UInt8 {
        var bits: UInt32 = 0
        if bold { bits |= BW_BOLD.rawValue }
        if dim { bits |= BW_DIM.rawValue }
        if italic { bits |= BW_ITALIC.rawValue }
        if underline { bits |= BW_UNDERLINE.rawValue }
        if reverse { bits |= BW_REVERSE.rawValue }
        return UInt8(truncatingIfNeeded: bits)
    }
}

extension bw_cell {
    fileprivate init(_ glyph: Glyph, look: Painter.Look) {
        func mark(_ index: Int) -> UInt32 { index < glyph.markCount ? glyph.mark(index).value : 0 }
        self.init(
            base: glyph.base.value,
            marks: (mark(0), mark(1), mark(2), mark(3)),
            width: UInt8(glyph.width),
            attributes: look.attributes,
            cluster: UInt8(BW_NO_CLUSTER.rawValue),
            pair: look.pair
        )
    }
}
