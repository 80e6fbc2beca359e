import Bookings
import Ledger
import Synchronization

/// The last incidents, in memory; an incident that is the same as one before counts up instead of standing there twice.
final class Incidents: Sendable {
    private struct State {
        var list: [Incident] = []
        var number: UInt64 = 0
    }

    /// More would not be read.
    private static let limit = 200
    private static let detailLimit = 200

    private let state = Mutex(State())

    /// All that are known, in the order in which they first happened.
    var all: [Incident] { state.withLock { $0.list } }

    /// Notes an incident; the detail is cut at 200 bytes and must hold no personal data.
    func note(_ kind: Incident.Kind, at instant: Timestamp, source: String? = nil, detail: String? = nil) {
        let detail = detail.map { String(decoding: $0.utf8.prefix(Incidents.detailLimit), as: UTF8.self) }
        state.withLock { state in
            if let index = state.list.lastIndex(where: { $0.kind == kind && $0.source == source && $0.detail == detail }
            ) {
                state.list[index].count += 1
                state.list[index].at = instant
                return
            }
            state.number += 1
            if state.list.count == Incidents.limit { state.list.removeFirst() }
            state.list.append(
                Incident(number: state.number, kind: kind, at: instant, source: source, detail: detail)
            )
        }
    }
}
