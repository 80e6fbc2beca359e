import Bookings
import NIOHTTP1

/// `/confirm.ics`: the calendar file of the booking that the query tells of, as the redirect's does; stores nothing.
enum CalendarFiles {
    static func download(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        var file = CalendarFile(madeAt: request.receivedAt)
        guard let booking = booking(in: request, services), file.add(booking) else { throw .noCalendarFile }
        return .answer(
            Answer(.ok, type: "text/calendar; charset=utf-8", file.bytes)
                .adding("content-disposition", "attachment; filename=\"booking.ics\"")
                .adding("referrer-policy", "no-referrer")
                .adding("x-robots-tag", "noindex")
        )
    }

    /// Where a page under `/confirm` finds the calendar file of its booking; nil where the address would be too long.
    ///
    /// It is relative, so that a proxy may offer the endpoint under a path of its own.
    static func link(from request: Request, _ services: Services) -> String? {
        guard let query = request.query else { return nil }
        let depth = request.path.dropFirst().count { $0 == "/" }
        let link = String(repeating: "../", count: depth) + "confirm.ics?" + FormEncoding.completed(query)
        return link.utf8.count < services.configuration.limits.fieldBytes ? link : nil
    }

    private static func booking(in request: Request, _ services: Services) -> Booking? {
        let query = Array(("?" + (request.query ?? "")).utf8)
        let payload = Payload(.query(query), channel: .redirect, receivedAt: request.receivedAt)
        return try? Sighting(decoding: payload, meetingTime: services.configuration.meetingTime).booking
    }
}

extension Problem {
    static let noCalendarFile = Problem(
        .notFound,
        "no-calendar-file",
        "The query tells of no booking with a start. The link on the thank-you page carries one."
    )
}
