public import Bookings

/// A parsed filter expression; the language is in the README under "Filter language".
public struct Filter: Equatable, Sendable {
    /// The text it was parsed from.
    public var text: String

    /// Parses an expression.
    ///
    /// - Throws: `FilterError`, with the place of the fault. An empty or blank text is not an expression: use no filter.
    public init(_ text: String) throws(FilterError) { fatalError("not built yet") }
}

/// Why a text is not a filter expression.
public struct FilterError: Error, Equatable, Sendable {
    /// Where the fault is, in characters (`Character`) from the start of the text.
    public var position: Int
    /// What is wrong and what to write instead; one sentence without a full stop. May quote the text: not yet safe for a terminal.
    public var message: String

    /// Makes an error.
    public init(position: Int, message: String) {
        self.position = position
        self.message = message
    }
}

/// What "now" and "today" mean for a filter.
public struct FilterClock: Equatable, Sendable {
    /// The present instant.
    public var now: Timestamp
    /// The rules of the viewer's zone.
    public var zone: ZoneRules

    /// Makes a clock.
    public init(now: Timestamp, zone: ZoneRules) {
        self.now = now
        self.zone = zone
    }
}
