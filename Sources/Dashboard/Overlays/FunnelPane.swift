import Bookings
import Ledger
import Screen

/// The funnel: how many saw each booking calendar, selected a slot there, and booked.
struct FunnelPane: Sendable {
    /// What the endpoint told, bounded as it is there.
    private var counts: [FunnelKey: FunnelCount] = [:]
    private var since: Timestamp?
    /// What is shown; made anew while the pane is open.
    private(set) var report = FunnelReport([], since: nil, ledger: BookingLedger())
    /// The rows above the first one shown.
    private(set) var scroll = 0

    /// Whether anything was counted.
    var hasCounts: Bool { !counts.isEmpty }

    mutating func apply(_ update: FunnelUpdate) {
        if update.isComplete { counts = [:] }
        since = update.since
        for count in update.counts where counts[count.key] != nil || counts.count <= Funnel.pairLimit {
            counts[count.key] = count
        }
    }

    /// Puts the counts and the bookings together.
    mutating func refresh(_ ledger: BookingLedger) {
        report = FunnelReport(Array(counts.values), since: since, ledger: ledger)
    }

    mutating func open(_ ledger: BookingLedger) {
        scroll = 0
        refresh(ledger)
    }

    /// Forgets everything, as when another log begins.
    mutating func reset() { self = FunnelPane() }

    mutating func scroll(by distance: Int, visible: Int) {
        scroll = min(max(0, scroll + distance), max(0, report.rows.count - visible))
    }
}
