import Screen

/// The columns of the list at some width.
struct ListColumns: Equatable {
    /// What a column shows.
    enum Kind: Equatable, CaseIterable {
        case received, customer, company, eventType, masterPage, product, starts, status
    }

    /// A column and its place from the left edge of the list.
    struct Column: Equatable {
        var kind: Kind
        var offset: Int
        var width: Int
    }

    /// The pointer, the sign and a blank.
    static let gutter = 3
    private static let gap = 2

    private(set) var columns: [Column] = []

    /// Whether there is a column of its own for the status; else it stands in place of the start where it matters more.
    var hasStatus: Bool { columns.contains { $0.kind == .status } }

    /// Chooses the columns for a width, with the narrower or wider form of the start.
    init(width: Int, startWidth: Int) {
        let fixed: [Kind: Int] = [.received: 9, .product: 9, .starts: startWidth, .status: 11]
        var kinds: [Kind] = [.received, .customer, .eventType, .masterPage, .starts]
        let fits: [(Kind, Int)] = [(.status, 96), (.company, 124), (.product, 140)]
        for (kind, least) in fits where width >= least + startWidth - 11 { kinds.append(kind) }
        let minimum: [Kind: Int] = [.customer: 14, .company: 14, .eventType: 14, .masterPage: 11]
        func least(_ kinds: [Kind]) -> Int {
            kinds.reduce(ListColumns.gutter - ListColumns.gap + 1) {
                $0 + ListColumns.gap + (fixed[$1] ?? minimum[$1] ?? 0)
            }
        }
        for kind in [Kind.masterPage, .received, .eventType, .starts] where least(kinds) > width {
            kinds.removeAll { $0 == kind }
        }
        let shown = Kind.allCases.filter(kinds.contains)
        var widths = shown.map { fixed[$0] ?? minimum[$0] ?? 0 }
        grow(&widths, of: shown, by: width - least(kinds))
        place(shown, widths, width)
    }

    /// Gives the columns of text what is left, up to what they can use.
    private func grow(_ widths: inout [Int], of kinds: [Kind], by room: Int) {
        let most: [Kind: Int] = [.customer: 28, .company: 24, .eventType: 26, .masterPage: 18]
        let share: [Kind: Int] = [.customer: 3, .company: 2, .eventType: 3, .masterPage: 2]
        var room = room
        var isGrowing = true
        while room > 0, isGrowing {
            isGrowing = false
            for (index, kind) in kinds.enumerated() where widths[index] < most[kind] ?? 0 {
                let step = min(room, share[kind] ?? 1, (most[kind] ?? 0) - widths[index])
                widths[index] += step
                room -= step
                isGrowing = isGrowing || step > 0
            }
        }
    }

    private mutating func place(_ kinds: [Kind], _ widths: [Int], _ width: Int) {
        var offset = ListColumns.gutter
        for (kind, columnWidth) in zip(kinds, widths) {
            let room = min(columnWidth, width - offset)
            guard room > 0 else { return }
            columns.append(Column(kind: kind, offset: offset, width: room))
            offset += columnWidth + ListColumns.gap
        }
    }
}
