import Bookings
import Ledger

/// Which time of a booking one moves by: that of the column that the list is sorted by, else when it came.
struct TimeReader {
    private let column: SortColumn
    private let ledger: BookingLedger

    init(order: SortOrder, ledger: BookingLedger) {
        let first = order.keys.first?.column ?? .arrival
        column = [.starts, .imminence, .created, .changed].contains(first) ? first : .arrival
        self.ledger = ledger
    }

    func time(_ row: Int) -> Timestamp? {
        switch column {
        case .starts, .imminence: ledger.startsAt(row)
        case .created: ledger.createdAt(row)
        case .changed: ledger.changedAt(row)
        default: ledger.receivedAt(row)
        }
    }

    /// The times of some rows.
    ///
    /// Those without one are left out. O(n log n), and O(n) where they ascend already.
    func times(of rows: [Int]) -> RowTimes {
        var times = rows.compactMap { row in time(row).map { (time: $0.milliseconds, row: row) } }
        let ascends = zip(times, times.dropFirst()).allSatisfy { $0.time <= $1.time }
        if !ascends { times.sort { ($0.time, $0.row) < ($1.time, $1.row) } }
        return RowTimes(times)
    }
}

/// Rows by time.
struct RowTimes {
    private let times: [(time: Int64, row: Int)]

    /// They ascend by time.
    init(_ times: [(time: Int64, row: Int)]) { self.times = times }

    /// What one moves by.
    enum Unit {
        case hour, day
    }

    /// The first row at an instant or later; where there is none, the last before it.
    func row(from instant: Timestamp) -> Int? {
        let place = place(notBefore: instant.milliseconds)
        return place < times.count ? times[place].row : times.last?.row
    }

    /// The first row of the next hour or day that has one; backwards, the first row of the hour or day before.
    func row(beyond now: Timestamp, by unit: Unit, isForward: Bool, zone: ZoneRules) -> Int? {
        let start = RowTimes.start(of: unit, at: now, zone)
        if isForward {
            let end = RowTimes.start(of: unit, at: start, after: 1, zone)
            let place = place(notBefore: end)
            return place < times.count ? times[place].row : nil
        }
        let before = place(notBefore: start.milliseconds) - 1
        guard before >= 0 else { return nil }
        let last = Timestamp(milliseconds: times[before].time)
        return times[place(notBefore: RowTimes.start(of: unit, at: last, zone).milliseconds)].row
    }

    /// The row after the next gap, or the one before the last gap.
    ///
    /// A gap is ten times as long as what is usual between two rows while some come, and not below five minutes.
    func row(acrossGapFrom now: Timestamp, isForward: Bool) -> Int? {
        guard times.count > 1 else { return nil }
        let pauses = zip(times, times.dropFirst()).map { $1.time - $0.time }
        let usual = pauses.sorted()[pauses.count / 4]
        let gap = max(300_000, usual.multipliedReportingOverflow(by: 10).partialValue)
        let here = place(notBefore: now.milliseconds)
        if isForward {
            let start = min(here, pauses.count)
            return pauses[start...].firstIndex { $0 >= gap }.map { times[$0 + 1].row }
        }
        return pauses[..<min(here, pauses.count)].lastIndex { $0 >= gap }.map { times[$0].row }
    }

    private func place(notBefore time: Int64) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The beginning of an instant's hour or day on the clocks of a zone.
    private static func start(of unit: Unit, at instant: Timestamp, _ zone: ZoneRules) -> Timestamp {
        Timestamp(milliseconds: start(of: unit, at: instant, after: 0, zone))
    }

    private static func start(of unit: Unit, at instant: Timestamp, after units: Int64, _ zone: ZoneRules) -> Int64 {
        let length: Int64 = unit == .hour ? 3_600_000 : 86_400_000
        guard unit == .day else {
            // Hours pass evenly; only zones off by less than an hour shift where they begin.
            let offset = Int64(zone.offset(at: instant)) * 1_000
            let wall = instant.milliseconds + offset
            return wall - (wall % length + length) % length - offset + units * length
        }
        let civil = ClockText.civil(instant, in: zone)
        let wall = WallTime(milliseconds: (Int64(civil.dayNumber) + units) * length)
        return zone.instant(of: CivilTime(wall)).milliseconds
    }
}
