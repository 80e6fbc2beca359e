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
    /// What needs attention now (`BookingLedger.alarms`).
    case alarm
    /// The milliseconds from the making of the booking to the start of the meeting.
    case lead(ClosedRange<Int64>)
    /// Bookings with a sighting of such a number.
    case sequences(ClosedRange<UInt64>)
    case time(TimeColumn, TimeTest)

    enum TimeColumn: Equatable, Sendable { case starts, created, received }

    /// Whether it reads the text of each row, which takes many times as long as a column of numbers.
    var readsTexts: Bool {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.contains(where: \.readsTexts)
        case .not(let condition): condition.readsTexts
        case .anywhere, .customField: true
        case .column(let column, _): column.recordField != nil
        default: false
        }
    }

    var hasRegex: Bool {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.contains(where: \.hasRegex)
        case .not(let condition): condition.hasRegex
        case .anywhere(.regex), .column(_, .regex), .customField(_, .regex), .remark(.regex): true
        default: false
        }
    }

    var isTimeDependent: Bool {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.contains(where: \.isTimeDependent)
        case .not(let condition): condition.isTimeDependent
        case .time(_, let test): test.isTimeDependent
        case .alarm: true
        default: false
        }
    }
}

/// What a text is compared with; in lower case but for `exactly` and `cased`.
enum TextPattern: Equatable, Sendable {
    case contains([UInt8])
    /// The text as it stands, case and all.
    case exactly([UInt8])
    /// Stands in the text as it is, case and all.
    case cased([UInt8])
    /// The parts between the `*` of a pattern that the whole text must fit.
    case wildcard([[UInt8]])
    case regex(LinearRegex)

    /// Whether it is compared with texts as they arrived, not in lower case.
    var isCased: Bool {
        switch self {
        case .exactly, .cased: true
        default: false
        }
    }
}
