import Bookings
import Screen

extension ArrivalStrip {
    /// Draws the bars and, with a second row, the times below them; the bar of the selected booking is lit.
    func render(into frame: inout Screen.Frame, in rect: Rect, at selected: Timestamp?, _ context: RenderContext) {
        guard rect.rows > 0, !counts.isEmpty else { return }
        let most = max(1, counts.max() ?? 0)
        let lit = chosen ?? selected.flatMap(bar).map { $0...$0 }
        for (bar, count) in counts.enumerated() where bar < rect.columns {
            let eighths = count == 0 ? 1 : max(2, (count * 8 + most - 1) / most)
            let isLit = lit?.contains(bar) ?? false
            frame.write(
                context.glyphs.bar(eighths: eighths).description,
                row: rect.row,
                column: rect.column + bar,
                width: 1,
                role: isLit ? .stripSelected : count == 0 ? .rule : .strip
            )
        }
        guard rect.rows > 1 else { return }
        renderTimes(into: &frame, in: rect.line(1), context)
    }

    private func renderTimes(into frame: inout Screen.Frame, in line: Rect, _ context: RenderContext) {
        let summary = summary(context)
        let room = line.columns - DisplayWidth.of(summary) - 1
        var free = 0
        for (bar, label) in labels(context) where bar >= free {
            let width = DisplayWidth.of(label)
            guard bar + width < room else { break }
            frame.write(label, row: line.row, column: line.column + bar, width: width, role: .muted)
            free = bar + width + 2
        }
        frame.write(
            summary,
            row: line.row,
            column: line.column,
            width: line.columns,
            role: cursor == nil ? .muted : .stripSelected,
            alignment: .right
        )
    }

    /// What a bar stands for; while a range is chosen, the range and its bookings.
    private func summary(_ context: RenderContext) -> String {
        guard let time = chosenTime else { return ArrivalStrip.name(of: step) + " a bar" }
        let (zone, today) = (context.clock.zone, context.clock.today)
        let start = ClockText.civil(time.lowerBound, in: zone)
        let end = ClockText.civil(time.upperBound, in: zone)
        let isSameDay = start.dayNumber == end.dayNumber
        let endText = isSameDay ? ClockText.time(end) : ClockText.dayAndTime(end, today: today)
        let count = NumberText.grouped(chosenCount) + (chosenCount == 1 ? " booking" : " bookings")
        return "\(ClockText.dayAndTime(start, today: today))\(context.typography.dash)\(endText)  \(count)"
    }

    private static func name(of step: Int64) -> String {
        switch step {
        case ..<60_000: "\(step / 1_000) s"
        case ..<3_600_000: "\(step / 60_000) min"
        case ..<86_400_000: "\(step / 3_600_000) h"
        case ..<604_800_000: "1 day"
        default: "1 week"
        }
    }

    /// The times under the bars, as far apart as they must be to stand side by side.
    private func labels(_ context: RenderContext) -> [(bar: Int, text: String)] {
        let lengths: [Int64] = [
            60_000, 300_000, 900_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
            604_800_000, 2_419_200_000, 7_257_600_000,
        ]
        guard let length = lengths.first(where: { $0 >= step * 10 }) ?? lengths.last else { return [] }
        let zone = context.clock.zone
        return counts.indices.compactMap { bar in
            let civil = ClockText.civil(Timestamp(milliseconds: bounds[bar]), in: zone)
            // Days are counted from a Monday.
            let wall = civil.milliseconds + 3 * 86_400_000
            guard wall % length < step else { return nil }
            let isDay = length >= 86_400_000 || civil.hour == 0 && civil.minute == 0
            let day = ClockText.day(civil, today: context.clock.today)
            return (bar, isDay ? day : ClockText.time(civil))
        }
    }
}
