import Bookings

/// Which bookings need attention now: the alarms.
///
/// An alarm is a booking
/// - that was canceled less than 24 hours before its start, or after it,
/// - whose customer did not show up,
/// - whose start had passed when it first came, though it still stands, or
/// - whose start is uncertain and less than 24 hours away.
///
/// It stays one until 24 hours after its start, or after the last news of it where that came later: what nobody has
/// looked at by then is history.
struct AlarmRule {
    private let columns: Columns
    private let now: Int64
    private let canceled: UInt32?
    private let noShow: UInt32?
    private let completed: UInt32?

    /// How long before and after its start a booking can be one, in milliseconds.
    static let span: Int64 = 86_400_000

    init(columns: Columns, now: Timestamp) {
        self.columns = columns
        self.now = now.milliseconds
        canceled = columns.status.known("canceled")
        noShow = columns.status.known("no_show")
        completed = columns.status.known("completed")
    }

    func holds(_ row: Int) -> Bool {
        let start = columns.startsAt[row]
        let news = columns.changedAt(row)
        // What is long over is most of a log; none is longest over.
        guard max(start, news) > now &- AlarmRule.span else { return false }
        let status = columns.status[row]
        if status != 0 {
            if status == noShow { return true }
            if status == canceled { return start != PackedColumn.none && news > start &- AlarmRule.span }
            if status == completed { return false }
        }
        guard start != PackedColumn.none else { return false }
        if columns.startIsUncertain[row] == 1 { return start > now &- AlarmRule.span && start < now &+ AlarmRule.span }
        return start < columns.receivedAt[row]
    }
}
