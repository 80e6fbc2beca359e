import Bookings
import Ledger

/// The strip above the list: how many of the listed bookings came when, a bar for each stretch of time.
///
/// It shows the present; where the selected booking came earlier, the page of the past that it is on.
struct ArrivalStrip: Sendable {
    /// What a bar can stand for, in milliseconds.
    static let steps: [Int64] = [
        10_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000,
    ]

    private(set) var zoom = 3
    /// The bookings of each bar, the oldest first.
    private(set) var counts: [Int] = []
    /// Where the bars begin and the last one ends: one more than there are bars, ascending.
    private(set) var bounds: [Int64] = []
    /// The bar that is pointed at, while a range is being chosen.
    private(set) var cursor: Int?
    /// The other end of the range that is being chosen.
    private(set) var anchor: Int?
    private var isStale = true
    private var frame: Frame?
    /// When the booking came that was selected last: the strip stays there while nothing is listed.
    private var place: Timestamp?

    /// What decides which stretches of time there are.
    private struct Frame: Equatable {
        var zoom: Int
        var bars: Int
        /// The place of the bar after the last, counted in bars of the viewer's clocks since 1970.
        var end: Int64
    }

    /// The length of a bar, in milliseconds.
    var step: Int64 { ArrivalStrip.steps[zoom] }

    /// Another zoom: positive for shorter bars; false where there is none.
    mutating func zoom(by distance: Int) -> Bool {
        let target = zoom - distance
        guard ArrivalStrip.steps.indices.contains(target) else { return false }
        zoom = target
        (cursor, anchor) = (nil, nil)
        return true
    }

    /// Has the bars counted anew with the next `refresh`.
    mutating func invalidate() { isStale = true }

    /// Counts a listed booking that just came; the bars of the others stay as they are.
    mutating func add(_ instant: Timestamp) {
        guard !isStale, let bar = bar(of: instant) else { return }
        counts[bar] += 1
    }

    /// The bar that an instant falls into; nil for one outside.
    ///
    /// O(log n) in the bars.
    func bar(of instant: Timestamp) -> Int? {
        let time = instant.milliseconds
        guard let first = bounds.first, let last = bounds.last, time >= first, time < last else { return nil }
        var low = 0
        var high = counts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if bounds[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// Makes as many bars as there are columns; O(n) in the rows, and nothing where all is as it was.
    mutating func refresh(
        _ rows: [Int],
        in ledger: BookingLedger,
        bars: Int,
        clock: DashboardClock,
        at selected: Timestamp?
    ) {
        place = selected ?? place
        let wanted = Frame(zoom: zoom, bars: max(1, bars), end: end(bars: max(1, bars), clock))
        guard isStale || wanted != frame else { return }
        if wanted != frame {
            bounds = (0...wanted.bars).map { bar in
                ArrivalStrip.instant(of: wanted.end - Int64(wanted.bars - bar), step: step, zone: clock.zone)
            }
            if let before = frame?.end, let place = cursor { cursor = moved(place, by: before - wanted.end) }
            if let before = frame?.end, let place = anchor { anchor = moved(place, by: before - wanted.end) }
        }
        frame = wanted
        isStale = false
        counts = [Int](repeating: 0, count: wanted.bars)
        for row in rows {
            if let bar = bar(of: ledger.receivedAt(row)) { counts[bar] += 1 }
        }
    }

    private func moved(_ bar: Int, by distance: Int64) -> Int {
        Int(min(max(0, Int64(bar) + distance), Int64((frame?.bars ?? 1) - 1)))
    }

    /// The end of the bar of now, or of a page before it that has the selected booking on it.
    private func end(bars: Int, _ clock: DashboardClock) -> Int64 {
        func count(_ instant: Timestamp) -> Int64 {
            let wall = instant.milliseconds &+ Int64(clock.zone.offset(at: instant)) * 1_000 &+ ArrivalStrip.shift(step)
            return wall / step - (wall % step < 0 ? 1 : 0)
        }
        let present = count(clock.minute) + 1
        guard cursor == nil else { return frame?.end ?? present }
        guard let place, case let first = present - Int64(bars), count(place) < first else { return present }
        let page = max(1, Int64(bars) * 3 / 4)
        return present - (first - count(place) + page - 1) / page * page
    }

    /// Weeks begin on Monday; the first day of 1970 was a Thursday.
    private static func shift(_ step: Int64) -> Int64 { step == 604_800_000 ? 3 * 86_400_000 : 0 }

    /// When the clocks of a zone show the beginning of a bar; days of 23 and 25 hours are one bar like others.
    private static func instant(of place: Int64, step: Int64, zone: ZoneRules) -> Int64 {
        zone.instant(of: CivilTime(WallTime(milliseconds: place * step - shift(step)))).milliseconds
    }
}

/// Choosing a range.
extension ArrivalStrip {
    /// Points at a bar: that of an instant, or the last.
    mutating func begin(at instant: Timestamp?) {
        cursor = instant.flatMap(bar) ?? counts.count - 1
        anchor = nil
    }

    mutating func end() { (cursor, anchor) = (nil, nil) }

    mutating func move(by distance: Int) {
        guard let cursor else { return }
        self.cursor = min(max(0, cursor + distance), max(0, counts.count - 1))
    }

    /// Makes the bar that is pointed at one end of the range; or, where there is one, lets go of it.
    mutating func setAnchor() { anchor = anchor == nil ? cursor : nil }

    /// Points at a bar with one end of the range at another, as by dragging.
    mutating func choose(from start: Int, to end: Int) {
        let last = max(0, counts.count - 1)
        (anchor, cursor) = (min(max(0, start), last), min(max(0, end), last))
    }

    /// The bars of the range that is being chosen.
    var chosen: ClosedRange<Int>? {
        guard let cursor, counts.indices.contains(cursor) else { return nil }
        let other = min(anchor ?? cursor, counts.count - 1)
        return min(cursor, other)...max(cursor, other)
    }

    /// The time of the range.
    var chosenTime: Range<Timestamp>? {
        chosen.map { range in
            let end = max(bounds[range.upperBound + 1], bounds[range.lowerBound])
            return Timestamp(milliseconds: bounds[range.lowerBound])..<Timestamp(milliseconds: end)
        }
    }

    /// The bookings of the range.
    var chosenCount: Int { chosen.map { counts[$0].reduce(0, +) } ?? 0 }
}
