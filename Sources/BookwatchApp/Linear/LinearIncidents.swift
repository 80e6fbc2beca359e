import Bookings
import Dashboard
import Ledger

/// The incidents that were told, so that each is told once, and once more when it happens again.
struct LinearIncidents {
    /// The most that are remembered; an endpoint keeps fewer.
    private static let limit = 1_000

    private var known: [UInt64: Incident] = [:]

    /// Takes one in; returns what is to be said, which is nothing for one that was told before as it is.
    mutating func take(_ incident: Incident, isTold: Bool) -> [String] {
        let before = known[incident.number]
        if known.count >= LinearIncidents.limit, before == nil, let oldest = known.keys.min() { known[oldest] = nil }
        known[incident.number] = incident
        guard isTold, incident.count != before?.count else { return [] }
        return [LinearIncidents.text(incident)]
    }

    /// How many there are; nil for none.
    var summary: String? {
        known.isEmpty ? nil : LinearText.count(known.count, "incident", "incidents") + "; i lists them."
    }

    /// All of them in words, oldest first.
    var lines: [String] {
        known.isEmpty ? ["No incidents."] : known.values.sorted { $0.at < $1.at }.map(LinearIncidents.text)
    }

    private static func text(_ incident: Incident) -> String {
        let times = incident.count > 1 ? " (\(incident.count) times)" : ""
        return "Incident: \(IncidentText.summary(incident))\(times). \(IncidentText.advice(incident))"
    }
}
