import Screen

/// Where the sections of the facet panel stand: side by side where it is wide, one below the other where it is high.
///
/// Where not all have room, the page with the focused one is shown.
struct FacetPanelLayout: Equatable {
    /// The names of all facets.
    private(set) var title = Rect.none
    /// The sections that are seen, by their place in the panel.
    private(set) var sections: [(index: Int, rect: Rect)] = []
    /// Whether each section has a line of its own for its name; a single one on a low screen has it in the title alone.
    private(set) var hasHeadings = true

    private static let leastWidth = 28
    private static let leastRows = 5
    private static let gap = 2

    /// Divides a place among sections that would fill `wanted` lines, their titles among them.
    init(_ rect: Rect, wanted: [Int], focused: Int) {
        guard rect.rows > 0, !wanted.isEmpty else { return }
        title = rect.line(0)
        let room = Rect(row: rect.row + 1, column: rect.column, columns: rect.columns, rows: rect.rows - 1)
        guard room.rows > 0 else { return }
        let across = min(wanted.count, max(1, min(4, room.columns / FacetPanelLayout.leastWidth)))
        let down = max(1, min((wanted.count + across - 1) / across, room.rows / FacetPanelLayout.leastRows))
        let page = focused / (across * down)
        let shown = Array(wanted.indices.dropFirst(page * across * down).prefix(across * down))
        hasHeadings = shown.count > 1 || room.rows >= 8
        let width = (room.columns - (across - 1) * FacetPanelLayout.gap) / across
        for column in 0..<across {
            let members = Array(shown.dropFirst(column * down).prefix(down))
            // A free line below each but the last.
            let heights = FacetPanelLayout.heights(members.map { wanted[$0] + 1 }, room: room.rows + 1)
            var top = room.row
            for (index, height) in zip(members, heights) {
                let left = room.column + column * (width + FacetPanelLayout.gap)
                sections.append((index, Rect(row: top, column: left, columns: width, rows: height - 1)))
                top += height
            }
        }
    }

    /// What each gets of the room: what it wants where that is little, and of the rest an equal share.
    private static func heights(_ wanted: [Int], room: Int) -> [Int] {
        var heights = [Int](repeating: 0, count: wanted.count)
        var room = room
        while room > 0 {
            let needy = heights.indices.filter { heights[$0] < wanted[$0] }
            guard let lowest = needy.min(by: { heights[$0] < heights[$1] }) else { break }
            heights[lowest] += 1
            room -= 1
        }
        return heights
    }

    static func == (left: FacetPanelLayout, right: FacetPanelLayout) -> Bool {
        left.title == right.title && left.sections.elementsEqual(right.sections) { $0 == $1 }
    }
}
