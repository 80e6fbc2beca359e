import Bookings
import Ledger

/// The numbers of the header: how many bookings came, and which meeting is next.
struct ArrivalStatistics: Sendable {
    /// The bars of the last hour, five minutes each.
    static let buckets = 12
    private static let bucketLength: Int64 = 300_000
    private static let over: Set<String> = ["canceled", "completed", "no_show"]

    /// The bookings of each bar, the newest last.
    private(set) var perBucket = [Int](repeating: 0, count: buckets)
    /// The bookings since midnight.
    private(set) var today = 0
    /// The row whose meeting starts next.
    private(set) var next: Int?
    /// The five minutes of the last bar.
    private var present = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: 0)
    private var midnight = Timestamp(milliseconds: .min)

    /// The bookings of the last hour.
    var rate: Int { perBucket.reduce(0, +) }

    /// Counts anew what the time alone changes; cheap within the same five minutes.
    mutating func advance(to clock: DashboardClock, ledger: BookingLedger) {
        if !present.contains(clock.minute) { recount(at: clock, ledger: ledger) }
        if let row = next, !isAhead(row, of: clock, in: ledger) { next = ledger.nextStarting(after: clock.minute) }
    }

    /// Counts everything anew; O(n).
    mutating func recount(at clock: DashboardClock, ledger: BookingLedger) {
        let length = ArrivalStatistics.bucketLength
        let start = Timestamp(milliseconds: clock.minute.milliseconds / length * length)
        let end = Timestamp(milliseconds: start.milliseconds + length)
        let hour = Timestamp(milliseconds: end.milliseconds - Int64(ArrivalStatistics.buckets) * length)..<end
        present = start..<end
        perBucket = ledger.arrivals(in: hour, buckets: ArrivalStatistics.buckets)
        var day = clock.today
        (day.hour, day.minute, day.second, day.millisecond) = (0, 0, 0, 0)
        midnight = clock.zone.instant(of: day)
        today = ledger.arrivals(in: midnight..<max(midnight, end), buckets: 1)[0]
        next = ledger.nextStarting(after: clock.minute)
    }

    /// Takes in one change of the ledger.
    mutating func note(_ change: LedgerChange, at clock: DashboardClock, ledger: BookingLedger) {
        if change.kind == .added {
            let received = ledger.receivedAt(change.row)
            count(received)
            if received >= midnight { today += 1 }
        }
        if let next, change.alsoChanged == next {
            self.next = ledger.nextStarting(after: clock.minute)
        } else if change.row == next, !isAhead(change.row, of: clock, in: ledger) || change.kind == .changed {
            next = ledger.nextStarting(after: clock.minute)
        } else if isAhead(change.row, of: clock, in: ledger), let start = ledger.startsAt(change.row) {
            if next.flatMap(ledger.startsAt).map({ start < $0 }) ?? true { next = change.row }
        }
    }

    /// Counts an arrival in its bar; most are in the last.
    private mutating func count(_ received: Timestamp) {
        let length = ArrivalStatistics.bucketLength
        let start = present.upperBound.milliseconds - Int64(perBucket.count) * length
        guard received.milliseconds >= start, received < present.upperBound else { return }
        perBucket[Int((received.milliseconds - start) / length)] += 1
    }

    private func isAhead(_ row: Int, of clock: DashboardClock, in ledger: BookingLedger) -> Bool {
        guard row < ledger.count, let start = ledger.startsAt(row), start > clock.minute else { return false }
        return !ArrivalStatistics.over.contains(ledger.text(.status, at: row) ?? "")
    }
}
