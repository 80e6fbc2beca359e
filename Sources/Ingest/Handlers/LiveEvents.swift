import Bookings
import NIOHTTP1

/// `/v1/events`: the log as it grows, as server-sent events.
enum LiveEvents {
    static func subscribe(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome
    {
        // A browser's EventSource repeats its first URL when it connects again, so the field counts more.
        guard let text = request.header("last-event-id") ?? request.parameter("after"), !text.isEmpty else {
            return .stream(after: 0)
        }
        guard let sequence = UInt64(text) else {
            throw Problem(
                .badRequest,
                "bad-sequence",
                "Last-Event-ID, or “after”, is the number of the last record received."
            )
        }
        return .stream(after: sequence)
    }
}
