import Bookings
import Ledger
import NIOHTTP1
import Synchronization

/// The last incidents, in memory; an incident that is the same as one before counts up instead of standing there twice.
final class Incidents: Sendable {
    fileprivate struct State {
        var list: [Entry] = []
        var number: UInt64 = 0
        var total = 0
        var revision: UInt64 = 0
    }

    fileprivate struct Entry {
        var incident: Incident
        var revision: UInt64
    }

    /// More would not be read.
    private static let limit = 200
    private static let detailLimit = 200
    private static let sourceLimit = 64

    private let state = Mutex(State())

    /// All that are known, in the order in which they first happened.
    var all: [Incident] { state.withLock { $0.list.map(\.incident) } }

    /// How often anything happened.
    var total: Int { state.withLock { $0.total } }

    /// Grows with every note.
    var revision: UInt64 { state.withLock { $0.revision } }

    /// The incidents that are new, or happened again, after a revision, those changed first before the others; some at most.
    ///
    /// - Returns: the incidents, and the revision up to which they are told.
    func changes(after revision: UInt64, limit: Int = .max) -> (incidents: [Incident], revision: UInt64) {
        state.withLock { state in
            guard state.revision > revision else { return ([], revision) }
            let changed = state.list.filter { $0.revision > revision }.sorted { $0.revision < $1.revision }
            let told = changed.prefix(limit)
            let reached = told.count < changed.count ? told.last?.revision ?? revision : state.revision
            return (told.map(\.incident), reached)
        }
    }

    /// Notes an incident; the detail is cut at 200 bytes and must hold no personal data.
    func note(_ kind: Incident.Kind, at instant: Timestamp, source: String? = nil, detail: String? = nil) {
        let source = source?.cut(atBytes: Incidents.sourceLimit)
        let detail = detail?.cut(atBytes: Incidents.detailLimit)
        state.withLock { state in
            state.revision += 1
            state.total &+= 1
            let known = state.list.lastIndex { entry in
                entry.incident.kind == kind && entry.incident.source == source && entry.incident.detail == detail
            }
            if let known {
                state.list[known].incident.count += 1
                state.list[known].incident.at = instant
                state.list[known].revision = state.revision
                return
            }
            state.number += 1
            if state.list.count == Incidents.limit { state.removeOne() }
            let incident = Incident(number: state.number, kind: kind, at: instant, source: source, detail: detail)
            state.list.append(Entry(incident: incident, revision: state.revision))
        }
    }
}

extension Incidents.State {
    /// Removes the oldest of the kind that there is most of: a flood of one kind leaves the others be.
    fileprivate mutating func removeOne() {
        var counts: [Incident.Kind: Int] = [:]
        for entry in list { counts[entry.incident.kind, default: 0] += 1 }
        let most = counts.values.max()
        guard let place = list.firstIndex(where: { counts[$0.incident.kind] == most }) else { return }
        list.remove(at: place)
    }
}

extension Incidents {
    /// Notes a refusal that the owner can do something about.
    func note(_ problem: String, of request: Request) {
        let refusals: [String: Incident.Kind] = [
            "unknown-origin": .unknownOrigin, "bad-token": .badToken, "undeclared-source": .undeclaredSource,
        ]
        guard let kind = refusals[problem] else { return }
        let origin = request.headers["origin"].first
        note(kind, at: request.receivedAt, source: Incidents.source(named: request), detail: origin)
    }

    /// The source that a request names, whether or not it is one.
    private static func source(named request: Request) -> String? {
        let parts = request.path.split(separator: "/")
        let name =
            parts.first == "confirm" && parts.count > 1
            ? PercentDecoding.decode(parts[1].utf8, plusIsSpace: false) : request.parameter("source")
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }
}
