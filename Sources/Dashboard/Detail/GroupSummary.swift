import Bookings
import Ledger
import Screen

/// What the bookings of a group are, in the place of the detail while its head is selected.
struct GroupSummary {
    let section: ListSection
    let grouping: Grouping
    let key: GroupKey
    let context: RenderContext

    func render(into frame: inout Frame, in rect: Rect) {
        let inner = rect.inset(left: rect.columns > 30 ? 2 : 0, right: rect.columns > 30 ? 1 : 0)
        for (index, line) in lines(width: inner.columns).enumerated() where index < rect.rows {
            frame.write(line, row: rect.row + index, column: inner.column, width: inner.columns)
        }
    }

    private func lines(width: Int) -> [StyledLine] {
        var writer = DetailWriter(width: width)
        writer.text(GroupText.name(of: key, by: grouping, context), .detailTitle)
        writer.blank()
        let count = section.rows.count
        writer.field("bookings", NumberText.grouped(count))
        let arrivals = section.arrivals.counts(at: context.clock.minute)
        writer.field(
            "last hour",
            StyledLine(Sparkline.text(arrivals, context.glyphs), .chart)
                .appending(" \(NumberText.grouped(arrivals.reduce(0, +)))", .muted)
        )
        if let last = section.rows.max(), last < context.ledger.count {
            let age = RelativeTime.age(of: context.ledger.receivedAt(last), at: context.clock.minute)
            writer.field("the newest", age == "now" ? "just now" : age + " ago")
        }
        writer.blank()
        for status in statuses {
            writer.field(StatusText.word(status.name), NumberText.grouped(status.count))
        }
        writer.blank()
        writer.text(section.isFolded ? "Enter unfolds it, W all." : "Enter folds it, W all.", .muted)
        return writer.lines
    }

    /// The statuses, the most frequent first.
    private var statuses: [(name: String, count: Int)] {
        var counts: [GroupKey: Int] = [:]
        for row in section.rows { counts[context.ledger.group(of: row, by: .status, zone: .utc), default: 0] += 1 }
        return counts.map { (context.ledger.name(of: $0.key, by: .status) ?? "scheduled", $0.value) }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    }
}
