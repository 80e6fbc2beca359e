import Foundation

/// A log as a session leaves it, made without an endpoint.
enum SessionLog {
    /// Two bookings, the first of them seen twice.
    static let lines = [
        """
        {"v":1,"seq":1,"received_at":"2026-02-03T09:00:00.000Z","channel":"redirect","source":"website",\
        "event":"booking.scheduled","booking":{"product":"booking_calendars","id":"BKNG-1","status":"scheduled",\
        "name":"Marta Quintela","starts_at":"2026-02-05T15:30:00.000Z"},"raw":"id=BKNG-1"}
        """,
        """
        {"v":1,"seq":2,"received_at":"2026-02-04T09:00:00.000Z","channel":"redirect","event":"booking.scheduled",\
        "booking":{"product":"booking_pages","name":"Harriet Boone","email":"h@example.com"},"raw":"Name=Harriet"}
        """,
        """
        {"v":1,"seq":3,"received_at":"2026-02-05T09:00:00.000Z","channel":"webhook","event":"booking.canceled",\
        "signed":true,"booking":{"product":"booking_calendars","id":"BKNG-1","status":"canceled"},"raw":{"id":"BKNG-1"}}
        """,
    ]

    /// Writes them, and other lines after them.
    static func write(to path: String, more: [String] = []) throws {
        try ((lines + more).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
