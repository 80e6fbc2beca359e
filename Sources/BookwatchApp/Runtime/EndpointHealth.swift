import Bookings
import Subscription

/// What an endpoint says of itself.
struct EndpointHealth: Sendable {
    /// The number of the newest record.
    var lastSequence: UInt64

    /// Asks an endpoint; nil where none answers.
    static func probe(_ address: EndpointAddress) async -> EndpointHealth? {
        let client = EndpointClient(address: address)
        guard let response = try? await client.send(ClientRequest(method: "GET", path: "/healthz")),
            let value = try? JSONParser.parse(response.body),
            let last = value["last_sequence"]?.integer
        else { return nil }
        return EndpointHealth(lastSequence: UInt64(max(0, last)))
    }
}
