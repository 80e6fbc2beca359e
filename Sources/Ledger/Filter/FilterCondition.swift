import Bookings

/// A filter as a tree.
indirect enum FilterCondition: Equatable, Sendable {
    case all([FilterCondition])
    case any([FilterCondition])
    case not(FilterCondition)
    /// Any text of the booking.
    case anywhere(TextPattern)
    case column(TextColumn, TextPattern)
    case customField(name: [UInt8], TextPattern)
    case product(Product)
    case channel(Channel)
    case has(FieldRanks.Field)
    case uncertain
    case cutOff
    /// Bookings that a viewer marked.
    case marked
    /// Bookings with a remark of a viewer.
    case remarked
    /// The remark of a viewer.
    case remark(TextPattern)
    /// Bookings with a sighting of such a number.
    case sequences(ClosedRange<UInt64>)
    case time(TimeColumn, TimeTest)

    enum TimeColumn: Equatable, Sendable { case starts, created, received }

    var isTimeDependent: Bool {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.contains(where: \.isTimeDependent)
        case .not(let condition): condition.isTimeDependent
        case .time(_, let test): test.isTimeDependent
        default: false
        }
    }
}

/// What a text is compared with, in lower case.
enum TextPattern: Equatable, Sendable {
    case contains([UInt8])
    /// The text as it stands, case and all; the only one that is not in lower case.
    case exactly([UInt8])
    /// The parts between the `*` of a pattern that the whole text must fit.
    case wildcard([[UInt8]])
    case regex(LinearRegex)
}
