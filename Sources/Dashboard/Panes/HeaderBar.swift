import Bookings
import Ledger
import Screen

/// The first line: is it live, how much is there, what is next.
struct HeaderBar {
    let name = "bookwatch"
    var endpoint: String
    var link: LinkIndicator
    var shown: Int
    var all: Int
    var unseenIncidents = 0
    /// Whether the endpoint cannot store bookings.
    var isLogFailing = false
    /// The bookings that need attention, and that the filter hides.
    var hiddenAlarms = 0
    var statistics: ArrivalStatistics
    let context: RenderContext

    /// A part of the line; those of the lowest weight give way first.
    private struct Segment {
        var line: StyledLine
        var weight: Int
    }

    func render(into frame: inout Frame, in rect: Rect) {
        guard rect.columns > 0 else { return }
        frame.fill(rect, role: .header)
        let gap = rect.columns < 60 ? 2 : 3
        let left = [
            Segment(line: StyledLine(name, .header), weight: 30),
            Segment(line: StyledLine(endpoint, .muted), weight: 25),
            Segment(line: link.line(context), weight: 99),
            Segment(line: link.shortLine(context), weight: 101),
            Segment(line: incidents, weight: 100),
            Segment(line: alarms(isShort: rect.columns < 60), weight: 103),
            Segment(line: counts, weight: 80),
            Segment(line: today, weight: 50),
            Segment(line: chart, weight: 40),
        ]
        let right = [Segment(line: next(withName: true), weight: 45), Segment(line: next(withName: false), weight: 60)]
        let chosen = choose(left, right, room: rect.columns - 2, gap: gap)
        var column = rect.column + (rect.columns > 2 ? 1 : 0)
        for line in chosen.left {
            column += frame.write(line, row: rect.row, column: column, width: rect.endColumn - column) + gap
        }
        if let line = chosen.right {
            let width = line.width
            frame.write(line, row: rect.row, column: max(column, rect.endColumn - 1 - width), width: width)
        }
    }

    /// The heaviest parts that fit.
    ///
    /// Of a long and a short form only one is shown.
    private func choose(
        _ left: [Segment],
        _ right: [Segment],
        room: Int,
        gap: Int
    ) -> (left: [StyledLine], right: StyledLine?) {
        var keptLeft = left.filter { !$0.line.spans.isEmpty }
        var keptRight = right.filter { !$0.line.spans.isEmpty }
        func used() -> Int {
            // Of the two forms of the link the long one stands for both while it is there.
            let lines = visible(keptLeft).map(\.line) + (keptRight.first.map { [$0.line] } ?? [])
            return lines.reduce(0) { $0 + $1.width + gap } - gap
        }
        while used() > room, keptLeft.count + keptRight.count > 1 {
            let weight = (keptLeft + keptRight).map(\.weight).min() ?? 0
            keptLeft.removeAll { $0.weight == weight }
            keptRight.removeAll { $0.weight == weight }
        }
        return (visible(keptLeft).map(\.line), keptRight.first?.line)
    }

    private func visible(_ segments: [Segment]) -> [Segment] {
        segments.contains { $0.weight == 99 } ? segments.filter { $0.weight != 101 } : segments
    }

    private var counts: StyledLine {
        guard all > 0 else { return StyledLine("no bookings yet", .muted) }
        let total = NumberText.grouped(all)
        guard shown != all else {
            return StyledLine(total, .header).appending(all == 1 ? " booking" : " bookings", .muted)
        }
        return StyledLine(NumberText.grouped(shown), .accent).appending(" of \(total)", .muted)
    }

    /// What was not looked at; its sign is the key that shows it.
    private var incidents: StyledLine {
        guard !isLogFailing else { return StyledLine("! nothing is stored: the log fails", .warning) }
        guard unseenIncidents > 0 else { return StyledLine() }
        let word = unseenIncidents == 1 ? "incident" : "incidents"
        return StyledLine("! \(NumberText.grouped(unseenIncidents)) \(word)", .warning)
    }

    /// No filter hides that something needs attention; the key that shows it stands with it where there is room.
    private func alarms(isShort: Bool) -> StyledLine {
        guard hiddenAlarms > 0 else { return StyledLine() }
        let word = hiddenAlarms == 1 ? "alarm" : "alarms"
        let number = NumberText.grouped(hiddenAlarms)
        return StyledLine(isShort ? "\(number) \(word)" : "\(number) hidden \(word) (a)", .warning)
    }

    private var today: StyledLine {
        guard all > 0 else { return StyledLine() }
        return StyledLine("today ", .muted).appending(NumberText.grouped(statistics.today), .header)
    }

    private var chart: StyledLine {
        guard all > 0 else { return StyledLine() }
        return StyledLine(Sparkline.text(statistics.perBucket, context.glyphs), .chart)
            .appending(" \(NumberText.grouped(statistics.rate))/h", .muted)
    }

    private func next(withName: Bool) -> StyledLine {
        guard let row = statistics.next, let start = context.ledger.startsAt(row) else { return StyledLine() }
        let sign = context.ledger.startIsUncertain(row) ? context.glyphs.text(.uncertain) : ""
        let line = StyledLine("next ", .muted)
            .appending(sign + RelativeTime.text(of: start, at: context.clock.minute), .accent)
        guard withName, let name = context.ledger.text(.name, at: row), !name.isEmpty else { return line }
        return line.appending("  " + String(TextWrap.prefix(of: name, width: 24)), .header)
    }
}
