import Bookings
import Ledger

/// A group of the list with its bookings; without groups all of them.
struct ListSection: Sendable {
    /// The group; nil where there are none, and so no line for its head.
    let key: GroupKey?
    /// The rows in order.
    private(set) var rows: [Int] = []
    /// Whether the rows are hidden.
    var isFolded = false
    /// The bookings that came in the last hour.
    var arrivals = HourOfArrivals()

    init(key: GroupKey?, rows: [Int] = [], isFolded: Bool = false) {
        self.key = key
        self.rows = rows
        self.isFolded = isFolded
    }

    var lineCount: Int { (key == nil ? 0 : 1) + (isFolded ? 0 : rows.count) }

    mutating func append(_ row: Int, receivedAt: Timestamp) {
        rows.append(row)
        arrivals.add(receivedAt)
    }

    mutating func insert(_ row: Int, at place: Int, receivedAt: Timestamp) {
        rows.insert(row, at: place)
        if key != nil { arrivals.add(receivedAt) }
    }

    mutating func remove(at place: Int, receivedAt: Timestamp) {
        rows.remove(at: place)
        if key != nil { arrivals.remove(receivedAt) }
    }
}

/// How many bookings came in each five minutes of the last hour, counted as they come.
struct HourOfArrivals: Equatable, Sendable {
    /// The bars, five minutes each.
    static let bars = 12
    private static let length: Int64 = 300_000

    /// The counts of the bars, by the number of their five minutes since the epoch; only of the newest, and only so many.
    private var counts: [Int64: Int] = [:]
    private var newest = Int64.min

    mutating func add(_ instant: Timestamp) {
        let bar = HourOfArrivals.bar(of: instant)
        if bar > newest { move(to: bar) }
        if isKept(bar) { counts[bar, default: 0] += 1 }
    }

    mutating func remove(_ instant: Timestamp) {
        let bar = HourOfArrivals.bar(of: instant)
        guard let count = counts[bar] else { return }
        counts[bar] = count > 1 ? count - 1 : nil
    }

    /// Forgets what is older than the hour before an instant.
    mutating func advance(to instant: Timestamp) {
        let bar = HourOfArrivals.bar(of: instant)
        if bar > newest { move(to: bar) }
    }

    /// The counts of the hour that ends with the five minutes of an instant, the newest last.
    func counts(at instant: Timestamp) -> [Int] {
        let last = HourOfArrivals.bar(of: instant)
        return (0..<HourOfArrivals.bars).map { counts[last - Int64(HourOfArrivals.bars - 1 - $0)] ?? 0 }
    }

    private mutating func move(to bar: Int64) {
        newest = bar
        if !counts.isEmpty { counts = counts.filter { isKept($0.key) } }
    }

    // An hour more than is shown: clocks of endpoint and viewer differ.
    private func isKept(_ bar: Int64) -> Bool { bar > newest.subtractingClamped(Int64(HourOfArrivals.bars * 2)) }

    private static func bar(of instant: Timestamp) -> Int64 {
        let (quotient, remainder) = instant.milliseconds.quotientAndRemainder(dividingBy: length)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Int64 {
    /// The difference, or the least number.
    fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? .min : difference
    }
}
