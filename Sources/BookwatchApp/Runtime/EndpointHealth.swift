import Bookings
import Subscription

/// What an endpoint says of itself.
struct EndpointHealth: Sendable {
    /// The number of the newest record.
    var lastSequence: UInt64

    /// Asks an endpoint; nil where none answers.
    ///
    /// - Throws: `ClientError.anotherProgram` where something else does.
    static func probe(_ address: EndpointAddress) async throws(ClientError) -> EndpointHealth? {
        let response: ClientResponse
        do {
            response = try await EndpointClient(address: address).send(ClientRequest(method: "GET", path: "/healthz"))
        } catch ClientError.anotherProgram(let address) {
            throw .anotherProgram(address: address)
        } catch {
            return nil
        }
        guard let value = try? JSONParser.parse(response.body), let last = value["last_sequence"]?.integer else {
            // A proxy in front answers with 502 and the like while its endpoint is away.
            if response.status >= 500 { return nil }
            throw .anotherProgram(address: address.description)
        }
        return EndpointHealth(lastSequence: UInt64(max(0, last)))
    }
}
