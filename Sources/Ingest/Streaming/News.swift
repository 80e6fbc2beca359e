import Bookings
import Ledger
import NIOCore
import Storage

/// How much a client knows of what is not in the log: incidents and the funnel.
struct NewsCursor: Hashable {
    var incidents: UInt64 = 0
    var funnel: UInt64 = 0
}

/// What has happened besides bookings since some point, as server-sent events without ids, so that `Last-Event-ID` stays that
/// of a record.
///
/// Only the latest state of each incident and each count is told, however often it changed meanwhile.
struct News {
    /// What a client knows that had the events.
    var cursor: NewsCursor
    /// The bytes to send, as one chunk; empty where nothing happened.
    var events = ByteBuffer()

    /// More incidents than this at a time would read like a flood; the others come with the next.
    private static let incidentLimit = 5

    /// Makes the news after a cursor; all that is known for nil, even where that is nothing.
    init(after cursor: NewsCursor?, _ services: Services) {
        self.cursor = cursor ?? NewsCursor()
        addIncidents(services.incidents, limit: cursor == nil ? .max : News.incidentLimit)
        let store = services.store.funnel
        if cursor == nil || store.revision > self.cursor.funnel { addFunnel(store.funnel, isComplete: cursor == nil) }
        events = events.chunk
    }

    private mutating func addIncidents(_ incidents: Incidents, limit: Int) {
        let changes = incidents.changes(after: cursor.incidents, limit: limit)
        cursor.incidents = changes.revision
        for incident in changes.incidents {
            var data: [UInt8] = []
            incident.encode(into: &data)
            add("event: incident\ndata: ", data)
        }
    }

    private mutating func addFunnel(_ funnel: Funnel, isComplete: Bool) {
        let counts = isComplete ? funnel.counts : funnel.changes(after: cursor.funnel)
        cursor.funnel = funnel.revision
        var data: [UInt8] = []
        FunnelUpdate(since: funnel.since, isComplete: isComplete, counts: counts).encode(into: &data)
        add("event: funnel\ndata: ", data)
    }

    private mutating func add(_ head: StaticString, _ data: [UInt8]) {
        events.writeStaticString(head)
        events.writeBytes(data)
        events.writeStaticString("\n\n")
    }
}
