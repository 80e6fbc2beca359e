public import Bookings

/// What bookings can be put together by.
public enum Grouping: String, CaseIterable, Sendable {
    case masterPage, eventType, startDay, host, status, product
}

/// A group of a grouping; what it is called the ledger says.
public struct GroupKey: Hashable, Sendable {
    /// The id of a name, the number of a day, or a number of the grouping's own.
    let number: Int

    /// The group of bookings without a value.
    public static let unknown = GroupKey(number: .max)
}

extension BookingLedger {
    /// The group of a row; days are those of a zone.
    public func group(of row: Int, by grouping: Grouping, zone: ZoneRules) -> GroupKey {
        switch grouping {
        case .product: return GroupKey(number: columns.product[row] == .bookingCalendars ? 0 : 1)
        case .startDay:
            guard let start = startsAt(row) else { return .unknown }
            return GroupKey(number: CivilTime(start, offset: zone.offset(at: start)).dayNumber)
        case .masterPage: return BookingLedger.group(columns.masterPage[row])
        case .eventType: return BookingLedger.group(columns.eventType[row])
        case .host: return BookingLedger.group(columns.host[row])
        case .status: return BookingLedger.group(columns.status[row])
        }
    }

    private static func group(_ id: UInt32) -> GroupKey { id == 0 ? .unknown : GroupKey(number: Int(id)) }

    /// What the bookings of a group have in common, as it stands in them; nil for bookings without a value, and for days.
    public func name(of group: GroupKey, by grouping: Grouping) -> String? {
        guard group != .unknown else { return nil }
        if grouping == .product {
            return (group.number == 0 ? Product.bookingCalendars : .bookingPages).rawValue
        }
        guard let names = names(of: grouping), group.number < names.nameCount else { return nil }
        return names.name(ofID: group.number)
    }

    /// The day of a group, counted from 1 January 1970; nil for other groups.
    public func dayNumber(of group: GroupKey, by grouping: Grouping) -> Int? {
        grouping == .startDay && group != .unknown ? group.number : nil
    }

    /// Whether a group stands before another: days as they come, statuses as a booking goes through them, names by their
    /// letters; bookings without a value last.
    public func precedes(_ left: GroupKey, _ right: GroupKey, by grouping: Grouping) -> Bool {
        if left == .unknown || right == .unknown { return right == .unknown && left != .unknown }
        guard let column = names(of: grouping) else { return left.number < right.number }
        if grouping == .status {
            let (one, other) = (
                BookingLedger.stage(column.name(ofID: left.number)),
                BookingLedger.stage(column.name(ofID: right.number))
            )
            if one != other { return one < other }
        }
        let (one, other) = (column.foldedName(left.number), column.foldedName(right.number))
        return one == other ? left.number < right.number : one.lexicographicallyPrecedes(other)
    }

    private func names(of grouping: Grouping) -> NameColumn? {
        switch grouping {
        case .masterPage: columns.masterPage
        case .eventType: columns.eventType
        case .host: columns.host
        case .status: columns.status
        case .startDay, .product: nil
        }
    }

    private static func stage(_ status: String) -> Int {
        ["requested", "scheduled", "rescheduled", "canceled", "no_show", "completed"].firstIndex(of: status) ?? .max
    }
}
