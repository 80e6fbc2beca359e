/// What bookings can be sorted by.
public enum SortColumn: Hashable, Sendable {
    /// The order in which they were first seen.
    case arrival
    /// The meeting that starts next first, then those that started, the latest first.
    case imminence
    case starts, created, changed, product, channel, duration
    /// The customer's name, else the e-mail address.
    case customer
    /// A text, by its letters whatever their case; shared names and texts alike.
    case text(TextColumn)
    /// The answer of a custom field.
    case customField(String)
}

/// A column to sort by, and which end comes first.
public struct SortKey: Hashable, Sendable {
    /// What is compared.
    public var column: SortColumn
    /// Whether the greatest comes first; bookings without a value come last either way.
    public var isDescending: Bool

    /// Makes a key.
    public init(_ column: SortColumn, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }
}

/// An order of bookings: by the first key, where that is the same by the second, and at last by arrival.
public struct SortOrder: Hashable, Sendable {
    /// The keys, the one that counts most first.
    public var keys: [SortKey]

    /// Makes an order.
    public init(_ keys: [SortKey]) { self.keys = keys }

    /// In the order in which the bookings were first seen.
    public static let arrival = SortOrder([SortKey(.arrival)])

    /// Whether a booking's place can change without news of it: it depends on the clock.
    public var isTimeDependent: Bool { keys.contains { $0.column == .imminence } }

    /// Whether the order is that of the rows, or the reverse: then nothing ever moves; nil for any other.
    public var arrivalDirection: ArrivalDirection? {
        guard let first = keys.first else { return .newestLast }
        guard first.column == .arrival else { return nil }
        return first.isDescending ? .newestFirst : .newestLast
    }

    /// At which end of the list new bookings come.
    public enum ArrivalDirection: Sendable {
        case newestLast, newestFirst
    }

    /// The order with a column chosen for a place: the same column again turns it around, another takes the place.
    public func choosing(_ column: SortColumn, asSecond isSecond: Bool) -> SortOrder {
        let place = isSecond ? 1 : 0
        var keys = keys
        if keys.indices.contains(place), keys[place].column == column {
            keys[place].isDescending.toggle()
        } else if isSecond {
            guard let first = keys.first, first.column != column else { return choosing(column, asSecond: false) }
            keys = [first, SortKey(column)]
        } else {
            keys = [SortKey(column)]
        }
        return SortOrder(keys)
    }

    /// The order the other way around.
    public var inverted: SortOrder {
        let keys = keys.isEmpty ? SortOrder.arrival.keys : keys
        return SortOrder(keys.map { SortKey($0.column, isDescending: !$0.isDescending) })
    }
}
