/// The OnceHub product a booking was made with; the two have separate contracts (contract.md, introduction).
public enum Product: String, Sendable, Hashable, CaseIterable {
    /// Booking pages with their master pages and event types.
    case bookingPages = "booking_pages"
    /// Booking calendars.
    case bookingCalendars = "booking_calendars"
}
