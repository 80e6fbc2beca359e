/// How often a booking calendar was shown, and a slot selected in it, on the pages of one source.
public struct FunnelCount: Equatable, Sendable {
    /// Whose counts they are.
    public var key: FunnelKey
    /// The owner's name for the calendar, where a message told one.
    public var name: String?
    /// How often the calendar was shown.
    public var loaded: Int
    /// How often a slot was selected.
    public var slotSelected: Int

    /// Makes a count.
    public init(_ key: FunnelKey, name: String? = nil, loaded: Int = 0, slotSelected: Int = 0) {
        self.key = key
        self.name = name
        self.loaded = loaded
        self.slotSelected = slotSelected
    }

    /// Adds the numbers of another, and takes its name where it has one; they end at `Int.max`.
    mutating func add(_ other: FunnelCount) {
        loaded = loaded.addingSaturated(other.loaded)
        slotSelected = slotSelected.addingSaturated(other.slotSelected)
        name = other.name ?? name
    }
}

/// A booking calendar on the pages of a source.
public struct FunnelKey: Hashable, Sendable {
    /// The source; nil where none was named.
    public var source: String?
    /// The id of the calendar; nil stands for all that came when there were too many to tell apart.
    public var bookingCalendar: String?

    /// Makes a key.
    public init(source: String?, bookingCalendar: String?) {
        self.source = source
        self.bookingCalendar = bookingCalendar
    }

    /// All that came when there were too many to tell apart.
    public static let other = FunnelKey(source: nil, bookingCalendar: nil)
}

extension Int {
    fileprivate func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
