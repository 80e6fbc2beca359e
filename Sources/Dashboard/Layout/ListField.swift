import Ledger
import Screen

/// What a column of the list shows.
enum ListField: Hashable, Sendable {
    case received, customer, company, eventType, masterPage, product, starts, status
    case name, email, phone, subject, note, remark, host, bookingPage, bookingCalendar, source, channels
    case timeZone, created, changed, duration, location, id, rescheduledFrom
    /// The answer of a custom field.
    case answer(String)

    /// All but the custom fields, in the order in which the editor offers them.
    static let all: [ListField] = [
        .received, .customer, .company, .eventType, .masterPage, .product, .starts, .status, .name, .email, .phone,
        .subject, .note, .remark, .host, .bookingPage, .bookingCalendar, .source, .channels, .timeZone, .created,
        .changed, .duration, .location, .id, .rescheduledFrom,
    ]

    private static let answerPrefix = "field."

    /// The field of a name; nil for a name that is none.
    init?(named name: String) {
        if name.hasPrefix(ListField.answerPrefix), name.utf8.count > ListField.answerPrefix.utf8.count {
            self = .answer(String(name.dropFirst(ListField.answerPrefix.count)))
            return
        }
        guard let field = ListField.all.first(where: { $0.fileName == name }) else { return nil }
        self = field
    }

    /// What files call it: the names of the log and of the filter language.
    var fileName: String {
        switch self {
        case .received: "received"
        case .customer: "customer"
        case .company: "company"
        case .eventType: "event_type"
        case .masterPage: "master_page"
        case .product: "product"
        case .starts: "starts"
        case .status: "status"
        case .name: "name"
        case .email: "email"
        case .phone: "phone"
        case .subject: "subject"
        case .note: "note"
        case .remark: "remark"
        case .host: "host"
        case .bookingPage: "booking_page"
        case .bookingCalendar: "booking_calendar"
        case .source: "source"
        case .channels: "channels"
        case .timeZone: "time_zone"
        case .created: "created"
        case .changed: "changed"
        case .duration: "duration"
        case .location: "location"
        case .id: "id"
        case .rescheduledFrom: "rescheduled_from"
        case .answer(let name): ListField.answerPrefix + name
        }
    }

    /// What the head of the column says; outside text for a custom field.
    var title: String {
        switch self {
        case .answer(let name): name
        default: fileName.replacing("_", with: " ")
        }
    }

    /// The columns that it needs, and that it can use.
    var widths: (least: Int, most: Int) {
        switch self {
        case .received, .product, .created, .changed: (9, 9)
        case .duration: (8, 8)
        case .starts: (11, 11)
        case .status: (11, 11)
        case .channels: (8, 22)
        case .customer, .name: (14, 28)
        case .company: (14, 24)
        case .eventType, .subject: (13, 26)
        case .masterPage: (11, 18)
        case .note, .remark, .location, .answer: (12, 32)
        case .email: (16, 30)
        default: (12, 24)
        }
    }

    /// The share of the room that is left over.
    var share: Int {
        switch self {
        case .eventType: 3
        case .customer, .name: 2
        default: 1
        }
    }

    /// Times stand under each other at their right ends.
    var alignment: Alignment {
        switch self {
        case .received, .created, .changed, .starts, .duration: .right
        default: .left
        }
    }

    /// What the list is sorted by for this column; nil where there is no order.
    var sortColumn: SortColumn? {
        switch self {
        case .received: .arrival
        case .customer: .customer
        case .company: .text(.company)
        case .eventType: .text(.eventType)
        case .masterPage: .text(.masterPage)
        case .product: .product
        case .starts: .starts
        case .status: .text(.status)
        case .name: .text(.name)
        case .email: .text(.email)
        case .phone: .text(.phone)
        case .subject: .text(.subject)
        case .note: .text(.note)
        case .host: .text(.host)
        case .bookingPage: .text(.bookingPage)
        case .bookingCalendar: .text(.bookingCalendar)
        case .source: .text(.source)
        case .channels: .channel
        case .timeZone: .text(.timeZone)
        case .created: .created
        case .changed: .changed
        case .duration: .duration
        case .id: .text(.id)
        case .answer(let name): .customField(name)
        case .remark, .location, .rescheduledFrom: nil
        }
    }
}

extension ListField {
    /// The facet whose values the column shows; nil where it shows none.
    var facet: Facet? {
        switch self {
        case .customer, .name: .name
        case .company: .company
        case .eventType: .eventType
        case .masterPage: .masterPage
        case .product: .product
        case .starts: .day
        case .status: .status
        case .email: .email
        case .phone: .phone
        case .subject: .subject
        case .host: .host
        case .bookingPage: .bookingPage
        case .bookingCalendar: .bookingCalendar
        case .source: .source
        case .channels: .channel
        case .timeZone: .zone
        case .received, .note, .remark, .created, .changed, .duration, .location, .id, .rescheduledFrom, .answer: nil
        }
    }
}

/// A column as the viewer chose it.
struct ListColumn: Hashable, Sendable {
    /// The widths that can be chosen.
    static let widths = 3...80

    var field: ListField
    /// The chosen width; nil for what the field needs and the list has room for.
    var width: Int?
    /// Whether texts stand at the right; nil for what suits the field.
    var isRight: Bool?
    /// Whether the beginning of a long text is cut, not its end.
    var cutsStart = false

    init(_ field: ListField) { self.field = field }

    var alignment: Alignment {
        switch isRight {
        case true?: .right
        case false?: .left
        case nil: field.alignment
        }
    }
}
