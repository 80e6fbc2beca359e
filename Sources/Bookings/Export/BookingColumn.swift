/// What an exported row says of a booking: the columns of CSV and TSV, in their order, and the names of a template.
///
/// The raw values are the heads of the columns.
public enum BookingColumn: String, CaseIterable, Sendable {
    /// Its place in the log.
    case seq
    /// When it was received, how, from which source, and what happened.
    case received, channel, source, event
    /// What contract.md section 8 says of a booking, under its names.
    case id, product, subject, status
    /// The name of the event type, else its id.
    case eventType = "event_type"
    /// The name of the booking page, else its id.
    case bookingPage = "booking_page"
    /// The id of the booking calendar.
    case bookingCalendar = "booking_calendar"
    /// The name of the master page, else its id.
    case masterPage = "master_page"
    /// Who booked, and what they said.
    case name, email, phone, company, note
    /// When the meeting starts.
    case startsAt = "starts_at"
    /// When it was booked.
    case createdAt = "created_at"
    /// The zone that came with the booking.
    case timeZone = "time_zone"
    /// The whole hours that a booking pages redirect carries.
    case utcOffset = "utc_offset"
    /// The answers without a column of their own.
    case customFields = "custom_fields"
    /// "true" where the start is one of several readings.
    case startUncertain = "start_uncertain"

    /// The value; null where nothing is known.
    public func value(of row: BookingRow) -> JSONValue {
        switch self {
        case .seq: .number(String(row.sequence))
        case .received: .string(row.receivedAt.iso8601)
        case .channel: .string(row.channels.map(\.rawValue).joined(separator: " "))
        case .source: .text(row.source)
        case .event: .string(row.event)
        default: value(of: row.booking)
        }
    }

    private func value(of booking: Booking) -> JSONValue {
        switch self {
        case .product: .string(booking.product.rawValue)
        case .startsAt: .text(booking.startsAt?.iso8601)
        case .createdAt: .text(booking.createdAt?.iso8601)
        case .utcOffset: booking.utcOffset.map { .number(String($0)) } ?? .null
        case .customFields: .object(booking.customFields.map { JSONMember(name: $0.name, value: $0.value.json) })
        case .startUncertain: booking.startIsUncertain ? .bool(true) : .null
        default: .text(text.flatMap { booking[keyPath: $0] })
        }
    }

    private var text: KeyPath<Booking, String?>? {
        switch self {
        case .id: \.id
        case .subject: \.subject
        case .status: \.status
        case .eventType: \.eventType
        case .bookingPage: \.bookingPage
        case .bookingCalendar: \.bookingCalendar
        case .masterPage: \.masterPage
        case .name: \.name
        case .email: \.email
        case .phone: \.phone
        case .company: \.company
        case .note: \.note
        case .timeZone: \.timeZone
        default: nil
        }
    }
}

extension CustomField.Value {
    /// The answer as a string, the answers as an array.
    public var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map { .string($0) })
        }
    }
}

extension JSONValue {
    fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// The value as a person would write it on one line: nothing for null, no quotes, lists with semicolons; not yet safe
    /// for a terminal.
    public var plainText: String {
        switch self {
        case .null: ""
        case .bool(let truth): truth ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): text
        case .array(let elements): elements.map(\.plainText).joined(separator: "; ")
        case .object(let members): members.map { $0.name + "=" + $0.value.plainText }.joined(separator: "; ")
        }
    }
}
