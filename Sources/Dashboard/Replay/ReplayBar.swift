import Bookings
import Ledger
import Screen

/// The line of a replay: where it is, how fast, when the bookings came, and how long the rest takes.
///
/// `12:04:31 ×8 ▁▂█▃▶▁▁◆▁▃[▂▁▁]▁ 3:12 left`
struct ReplayBar {
    var progress: ReplayProgress
    let context: RenderContext

    /// Fewer columns of bars than this tell nothing.
    private static let leastBars = 8

    /// What stands where.
    private struct Parts {
        var left: StyledLine
        var right: StyledLine
        /// The columns of the bars.
        var bars: Range<Int>
    }

    func render(into frame: inout Screen.Frame, in rect: Rect) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        let line = inner(rect)
        let parts = parts(in: line)
        frame.write(parts.left, row: line.row, column: line.column, width: line.columns)
        let width = parts.right.width
        frame.write(parts.right, row: line.row, column: line.endColumn - width, width: width)
        for (column, cell) in zip(parts.bars, cells(parts.bars.count)) {
            frame.write(cell.text, row: line.row, column: column, width: 1, role: cell.role)
        }
    }

    /// The share of the log's time at a column of the screen; nil beside the bars.
    func share(atColumn column: Int, in rect: Rect) -> Double? {
        let bars = parts(in: inner(rect)).bars
        guard bars.contains(column) else { return nil }
        return bars.count == 1 ? 0 : Double(column - bars.lowerBound) / Double(bars.count - 1)
    }

    private func inner(_ rect: Rect) -> Rect { rect.columns > 30 ? rect.inset(left: 1, right: 1) : rect }

    private func parts(in line: Rect) -> Parts {
        var left = StyledLine(time(hasDay: line.columns >= 90), .header)
        if !progress.isFinished {
            left.append(" " + ReplayText.speed(progress.speed, context.typography.times), .accent)
        }
        if progress.loop.isOn, line.columns >= 56 { left.append(" loop", .muted) }
        var right = StyledLine(rest, progress.isSearching ? .accent : .muted)
        func bars() -> Int { line.columns - left.width - 1 - (right.width > 0 ? right.width + 1 : 0) }
        if bars() < ReplayBar.leastBars { right = StyledLine() }
        let start = line.column + left.width + 1
        return Parts(left: left, right: right, bars: start..<start + max(0, bars()))
    }

    /// `12:04:31`; with the day where the log has several.
    private func time(hasDay: Bool) -> String {
        let zone = context.clock.zone
        let civil = ClockText.civil(progress.position, in: zone)
        let time = ClockText.timeWithSeconds(civil)
        let first = ClockText.civil(progress.start, in: zone)
        let last = ClockText.civil(progress.end, in: zone)
        guard hasDay, first.dayNumber != last.dayNumber else { return time }
        return ClockText.day(civil, today: context.clock.today) + " " + time
    }

    /// What is told at the right.
    private var rest: String {
        if progress.isSearching { return "searching" + context.glyphs.text(.ellipsis) }
        if progress.loaded < 1 { return "\(Int(progress.loaded * 100)) % read" }
        if progress.isFinished { return "end" }
        return progress.speed.isFinite ? ReplayText.duration(progress.secondsLeft) + " left" : ""
    }
}

/// The bars.
extension ReplayBar {
    private struct Cell {
        var text: String
        var role: StyleRole
    }

    private func cells(_ count: Int) -> [Cell] {
        guard count > 0 else { return [] }
        let head = place(of: progress.position, count)
        let counts = counts(count)
        let most = max(1, counts.max() ?? 0)
        var cells = counts.enumerated().map { column, number in
            let eighths = number == 0 ? 1 : max(2, (number * 8 + most - 1) / most)
            let role: StyleRole = number == 0 || column > head ? .rule : .strip
            return Cell(text: context.glyphs.bar(eighths: eighths).description, role: role)
        }
        for marker in progress.markers {
            cells[place(of: marker, count)] = Cell(text: context.glyphs.text(.marked), role: .mark)
        }
        let loopRole: StyleRole = progress.loop.isOn ? .accent : .muted
        if let start = progress.loop.start { cells[place(of: start, count)] = Cell(text: "[", role: loopRole) }
        if let end = progress.loop.end { cells[place(of: end, count)] = Cell(text: "]", role: loopRole) }
        let isStanding = progress.isPaused || progress.isFinished
        cells[head] = Cell(text: context.glyphs.text(isStanding ? .paused : .replaying), role: .stripSelected)
        return cells
    }

    /// The column of an instant.
    private func place(of instant: Timestamp, _ count: Int) -> Int {
        let length = Double(progress.end.milliseconds - progress.start.milliseconds)
        guard length > 0 else { return progress.isFinished ? count - 1 : 0 }
        let share = Double(instant.milliseconds - progress.start.milliseconds) / length
        return min(max(0, Int((share * Double(count - 1)).rounded())), count - 1)
    }

    /// The density for so many columns.
    private func counts(_ columns: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: columns)
        let parts = progress.density.count
        for (part, number) in progress.density.enumerated() { counts[part * columns / parts] += number }
        return counts
    }
}

/// How a replay's numbers are written.
enum ReplayText {
    /// `×8`, `×0.5`; `max` for infinity.
    static func speed(_ speed: Double, _ times: String) -> String {
        guard speed.isFinite, speed < 1_000_000 else { return "max" }
        if speed >= 1, speed == speed.rounded() { return times + "\(Int(speed))" }
        let thousandths = Int((speed * 1_000).rounded())
        var digits = String(thousandths % 1_000)
        digits = String(repeating: "0", count: 3 - digits.count) + digits
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return times + "\(thousandths / 1_000).\(digits)"
    }

    /// `3:12`, `1:02:03`, `4 d`.
    static func duration(_ seconds: Int64) -> String {
        if seconds >= 2 * 86_400 { return "\(NumberText.grouped(Int(seconds / 86_400))) d" }
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        let tail = NumberText.twoDigits(Int(seconds % 60))
        return hours > 0 ? "\(hours):\(NumberText.twoDigits(Int(minutes))):\(tail)" : "\(minutes):\(tail)"
    }
}
