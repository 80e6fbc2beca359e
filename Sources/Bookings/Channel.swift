/// The way a booking confirmation reached the endpoint (contract.md sections 1, 2 and 4).
public enum Channel: String, Sendable, Hashable, CaseIterable {
    /// A browser was sent to a URL that carries the booking in its query.
    case redirect
    /// A script in the page that embeds the booking form handed the booking on.
    case embed
    /// OnceHub's server posted an event.
    case webhook
}
