import Bookings
import NIOHTTP1

/// `/v1/events`: the log as it grows, as server-sent events.
enum LiveEvents {
    static func subscribe(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome
    {
        // A browser's EventSource repeats its first URL when it connects again, so the field counts more.
        let asked = try number(request.parameter("after"))
        let last = try number(request.header("last-event-id"))
        return .stream(after: last ?? asked ?? 0)
    }

    /// A number in decimal digits; nil where there is none, which an empty text says too.
    private static func number(_ text: String?) throws(Problem) -> UInt64? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let sequence = UInt64(text) else {
            throw Problem(
                .badRequest,
                "bad-sequence",
                "Last-Event-ID, or “after”, is the number of the last record received."
            )
        }
        return sequence
    }
}
