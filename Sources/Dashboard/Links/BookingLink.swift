import Bookings

/// A link that a booking holds, and what it is for.
struct BookingLink: Equatable, Sendable {
    /// What it is for; the name of a field may come from outside.
    var title: String
    var link: WebLink

    /// The most links of a booking that are offered.
    private static let limit = 35

    /// The links of a booking, each once: those that change it, that of the meeting, then those in any text.
    static func all(of booking: Booking) -> [BookingLink] {
        var links: [BookingLink] = []
        func add(_ title: String, _ text: String?) {
            guard let text, links.count < limit else { return }
            for link in found(in: text) where !links.contains(where: { $0.link.address == link.address }) {
                links.append(BookingLink(title: title, link: link))
            }
        }
        let details = booking.details
        add("reschedule", details.rescheduleURL)
        add("cancel", details.cancelURL)
        add("change or cancel", details.cancelRescheduleURL)
        add("meeting", details.conferencingURL)
        add("meeting", details.location)
        add("booking page", booking.bookingPage)
        add("master page", booking.masterPage)
        add("calendar file", details.icsURL)
        for field in BookingField.all(of: booking) { add(field.name, field.value) }
        return links
    }

    /// The addresses in a text; what ends a sentence is not theirs.
    static func found(in text: String) -> [WebLink] {
        var links: [WebLink] = []
        let words = text.unicodeScalars.split { $0.properties.isWhitespace || "\"<>".unicodeScalars.contains($0) }
        for word in words {
            guard let start = word.indices.first(where: { isStart(word[$0...]) }) else { continue }
            var address = word[start...]
            while let last = address.last, ".,;:!?)]}'".unicodeScalars.contains(last) { address.removeLast() }
            if let link = WebLink(String(address)) { links.append(link) }
        }
        return links
    }

    private static func isStart(_ text: Substring.UnicodeScalarView) -> Bool {
        ["http://", "https://"].contains { text.lazy.map(\.lowercased).starts(with: $0.unicodeScalars) }
    }
}
