import Bookings

/// How new bookings, and changed ones, fade to plain within two seconds.
struct RowFading: Sendable {
    /// How fresh a row still looks.
    enum Step: Equatable {
        case strong, fading
    }

    /// Until when a row looks strong, and until when it fades, from the instant of its news.
    private static let ends: (strong: Int64, fading: Int64) = (700, 2_000)
    /// More rows than a screen has lines do not fade one by one.
    private static let limit = 64

    private var since: [Int: Timestamp] = [:]

    /// Begins to fade a row.
    mutating func begin(_ row: Int, at now: Timestamp) {
        if since.count < RowFading.limit || since[row] != nil { since[row] = now }
    }

    /// Forgets the rows that are plain again.
    mutating func advance(to now: Timestamp) {
        guard !since.isEmpty else { return }
        since = since.filter { step(since: $0.value, at: now) != nil }
    }

    mutating func clear() { since = [:] }

    /// How a row looks; nil for plain.
    func step(of row: Int, at now: Timestamp) -> Step? {
        since[row].flatMap { step(since: $0, at: now) }
    }

    /// When the next row looks otherwise; nil where none fades.
    func next(after now: Timestamp) -> Timestamp? {
        since.values.flatMap { start in
            [RowFading.ends.strong, RowFading.ends.fading].map { start.milliseconds + $0 }
        }
        .filter { $0 > now.milliseconds }.min().map { Timestamp(milliseconds: $0) }
    }

    private func step(since start: Timestamp, at now: Timestamp) -> Step? {
        let age = now.milliseconds - start.milliseconds
        return age < RowFading.ends.strong ? .strong : age < RowFading.ends.fading ? .fading : nil
    }
}
