import Bookings
import Ledger

/// The booking that the detail pane keeps for a moment while bookings come fast.
struct HeldDetail: Equatable, Sendable {
    var row: Int
    var until: Timestamp
}

/// What changes on the screen when bookings come faster than eyes follow: there is less to write for each.
extension DashboardState {
    /// The detail changes four times a second at most.
    private static let detailInterval: Int64 = 250

    /// Takes in which bookings have news, unless they are what was there before this dashboard began.
    mutating func note(news rows: [Int]) {
        guard isCaughtUp || configuration.mode == .replay else { return }
        load.note(rows.count, at: now)
        guard load.isHigh else {
            for row in rows { fading.begin(row, at: now) }
            return
        }
        fading.clear()
        guard list.isFollowing, heldDetail == nil, let row = list.selection else { return }
        heldDetail = HeldDetail(row: row, until: Timestamp(milliseconds: now.milliseconds + Self.detailInterval))
    }

    /// The lines that stay free below the newest when the list has to move, so that it moves seldom.
    var jump: Int { load.isHigh ? max(1, layout.visibleBookings / 3) : 0 }

    /// The booking in the detail pane.
    var detailRow: Int? {
        guard list.isFollowing, let heldDetail else { return list.selection }
        return heldDetail.row
    }
}
