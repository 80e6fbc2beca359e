/// What the owner declared of a source, because payloads do not say it (`[sources.NAME]` in the configuration).
public struct SourceLabels: Equatable, Sendable {
    /// The name of the source as it stands in the URL: `/confirm/<name>`.
    public var name: String
    /// A name for people.
    public var label: String?
    /// The product that bookings of this source belong to; only checked, never overrides the payload.
    public var product: Product?
    /// The event type of bookings that do not name one.
    public var eventType: String?
    /// The master page of bookings that do not name one.
    public var masterPage: String?
    /// The booking page of bookings that do not name one.
    public var bookingPage: String?

    /// Makes the labels of a source.
    public init(
        name: String,
        label: String? = nil,
        product: Product? = nil,
        eventType: String? = nil,
        masterPage: String? = nil,
        bookingPage: String? = nil
    ) {
        self.name = name
        self.label = label
        self.product = product
        self.eventType = eventType
        self.masterPage = masterPage
        self.bookingPage = bookingPage
    }
}

/// Fields of a booking that a source's labels filled.
public struct LabelledFields: OptionSet, Sendable {
    /// One bit a field.
    public let rawValue: UInt8

    /// Makes the set with these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `event_type`.
    public static let eventType = LabelledFields(rawValue: 1)
    /// `master_page`.
    public static let masterPage = LabelledFields(rawValue: 2)
    /// `booking_page`.
    public static let bookingPage = LabelledFields(rawValue: 4)
}

extension Sighting {
    /// Fills the fields that the payload left empty from the labels of the sighting's source, and notes which.
    ///
    /// Nothing that the payload says is replaced.
    public mutating func fill(from labels: SourceLabels) {
        func fill(_ field: WritableKeyPath<Booking, String?>, from label: String?, as mark: LabelledFields) {
            guard booking[keyPath: field] == nil, let label, !label.isEmpty else { return }
            booking[keyPath: field] = label
            labelled.insert(mark)
        }
        fill(\.eventType, from: labels.eventType, as: .eventType)
        fill(\.masterPage, from: labels.masterPage, as: .masterPage)
        fill(\.bookingPage, from: labels.bookingPage, as: .bookingPage)
    }
}
