/// One booking as one payload tells it, in the normalised form of contract.md section 8.
///
/// Texts are exactly what arrived: nothing is trimmed, normalised or cleaned of controls; making them safe is the work
/// of whoever shows them. A field that the payload lacks, or leaves empty, is nil.
public struct Booking: Equatable, Sendable {
    /// The product that the payload belongs to.
    public var product: Product
    /// The id of the booking, `BKNG-…`; a booking pages redirect never has one.
    public var id: String?
    /// The subject that the customer saw.
    public var subject: String?
    /// The status in lower case with `_` for blanks: `scheduled`, `rescheduled`, `canceled`, `completed`, `no_show`,
    /// `requested`, or whatever else was sent.
    public var status: String?
    /// The name of the event type, else its id.
    public var eventType: String?
    /// The name of the booking page, else its id.
    public var bookingPage: String?
    /// The name of the master page, else its id.
    public var masterPage: String?
    /// The id of the booking calendar (`BKC-…`).
    public var bookingCalendar: String?
    /// The customer's name.
    public var name: String?
    /// The customer's e-mail address.
    public var email: String?
    /// The customer's phone number, else the mobile number.
    public var phone: String?
    /// The customer's company.
    public var company: String?
    /// The customer's note.
    public var note: String?
    /// When the meeting starts.
    public var startsAt: Timestamp?
    /// Whether `startsAt` is one of several readings: a booking pages redirect gives wall time (contract.md section 1.2).
    public var startIsUncertain = false
    /// When the booking was made.
    public var createdAt: Timestamp?
    /// The zone that came with the booking: an IANA name, or OnceHub's own label for the zone of a booking page.
    public var timeZone: String?
    /// The offset in whole hours that a booking pages redirect carries.
    public var utcOffset: Int?
    /// Whether the redirect's URL was cut off on the way, so that more may have been said (`CutOff`).
    public var isCutOff = false
    /// The answers that have no field of their own, in the order of arrival; no name occurs twice.
    public var customFields: [CustomField] = []
    /// What only some channels know.
    public var details = BookingDetails()

    /// Makes a booking that has nothing but its product.
    public init(product: Product) {
        self.product = product
    }
}

/// An answer under a name of the account's own.
public struct CustomField: Equatable, Sendable {
    /// The name exactly as it came: the same question has up to three names (contract.md section 6).
    public var name: String
    /// The answer, or the answers.
    public var value: Value

    /// The most fields that a booking has; those beyond stand in what arrived alone.
    ///
    /// No form has as many; without an end a single sender could make a booking that takes seconds to merge.
    public static let limit = 256

    /// One answer, or several given under one name.
    public enum Value: Equatable, Sendable {
        /// A single answer.
        case text(String)
        /// Several answers, in order.
        case list([String])
    }

    /// Makes a field from its name and value.
    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

/// What only some channels know of a booking; shown in the detail pane and written to the log.
public struct BookingDetails: Equatable, Sendable {
    /// The mobile number, where the payload keeps it apart from the phone number.
    public var mobile: String?
    /// The e-mail addresses of further attendees.
    public var guests: [String] = []
    /// Where the meeting takes place.
    public var location: String?
    /// Where the meeting is joined by video.
    public var conferencingURL: String?
    /// The id of the event type (`ET-…`).
    public var eventTypeID: String?
    /// The id of the booking page (`BP-…`).
    public var bookingPageID: String?
    /// The id of the master page (`MP-…`).
    public var masterPageID: String?
    /// The internal name of the booking calendar.
    public var bookingCalendarName: String?
    /// The id of the user whom the customer meets (`USR-…`).
    public var hostID: String?
    /// The name of that user, else the e-mail address.
    public var hostName: String?
    /// How long the meeting lasts, in minutes.
    public var durationMinutes: Int?
    /// The source tags without their `utm_` prefix: `source`, `medium`, `campaign`, `term`, `content`; none occurs twice.
    public var utm: [UTMTag] = []
    /// The start on the wall clock of the booking page's zone.
    public var pageTime: WallTime?
    /// The start on the wall clock of the customer's zone.
    public var customerTime: WallTime?
    /// The single sessions of a session package, in order; empty for an ordinary booking.
    public var sessions: [BookingSession] = []
    /// Where the customer cancels.
    public var cancelURL: String?
    /// Where the customer reschedules.
    public var rescheduleURL: String?
    /// Where the customer cancels or reschedules, for booking pages.
    public var cancelRescheduleURL: String?
    /// Where the calendar file of the booking is.
    public var icsURL: String?
    /// The id of the session package that the booking is one session of (`PKG-…`).
    public var packageID: String?
    /// Whether the booking lies in the account's trash.
    public var isInTrash = false
    /// Why it was canceled or moved.
    public var cancelReason: String?
    /// Who canceled it: `customer` or `user`.
    public var canceledBy: String?
    /// The id of the booking that this one replaces.
    public var rescheduledFrom: String?
    /// What was paid, in the currency's smallest unit.
    public var payment: Payment?

    /// Makes details that know nothing.
    public init() {}
}

/// A source tag of the link that led to the booking.
public struct UTMTag: Equatable, Sendable {
    /// The tag without `utm_`.
    public var name: String
    /// Its text.
    public var value: String

    /// Makes a tag.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One session of a session package (contract.md section 2.1).
public struct BookingSession: Equatable, Sendable {
    /// The booking id of the session.
    public var id: String?
    /// When the session starts.
    public var startsAt: Timestamp?

    /// Makes a session.
    public init(id: String?, startsAt: Timestamp?) {
        self.id = id
        self.startsAt = startsAt
    }
}

/// A payment made with the booking (contract.md section 4.4).
public struct Payment: Equatable, Sendable {
    /// The amount in the currency's smallest unit.
    public var amountCharged: Int
    /// The ISO 4217 code of the currency.
    public var currency: String?

    /// Makes a payment.
    public init(amountCharged: Int, currency: String?) {
        self.amountCharged = amountCharged
        self.currency = currency
    }
}
