import Bookings

/// What happens to bookings after they were made: the time of their newest event, the booking that took their place.
struct Lifecycle: Sendable {
    /// A booking that took the place of another.
    struct Replacement: Equatable, Sendable {
        var row: Int
        /// When it did, in milliseconds.
        var time: Int64
        var isSigned: Bool
    }

    /// The time of the newest event applied to a row; what anybody can send is kept apart, so that it cannot make what
    /// OnceHub signed look old.
    private var newestSigned = PackedColumn()
    private var newestUnsigned = PackedColumn()
    /// By the row whose place was taken.
    private(set) var replacements: [UInt32: UInt32] = [:]
    /// By the id of a booking that was not seen yet.
    private(set) var awaited: [[UInt8]: Replacement] = [:]
    /// The rows of which only redirects that were cut off are known.
    private(set) var cutOff: Set<UInt32> = []

    /// Notes the time of an event; says whether a newer one was applied to the row before.
    mutating func isOutdated(_ time: Int64, isSigned: Bool, row: Int) -> Bool {
        isSigned ? newestSigned.isOutdated(time, row) : newestUnsigned.isOutdated(time, row)
    }

    /// Notes that one booking took the place of another; says whether that is new.
    mutating func replace(_ row: Int, by replacement: Int) -> Bool {
        replacements.updateValue(UInt32(replacement), forKey: UInt32(row)) != UInt32(replacement)
    }

    /// Remembers a replacement until the booking is seen whose place it took; what was signed is not forgotten for what
    /// was not.
    mutating func wait(for id: [UInt8], _ replacement: Replacement) {
        if let known = awaited[id], known.isSigned, !replacement.isSigned { return }
        awaited[id] = replacement
    }

    mutating func takeAwaited(_ id: some Collection<UInt8>) -> Replacement? {
        awaited.isEmpty ? nil : awaited.removeValue(forKey: Array(id))
    }

    /// Marks the row of a booking that was just added, or takes the mark away; says whether that changes anything.
    mutating func mark(_ row: Int, isCutOff: Bool, isAdded: Bool) -> Bool {
        if isCutOff { return isAdded && cutOff.insert(UInt32(row)).inserted }
        return !cutOff.isEmpty && cutOff.remove(UInt32(row)) != nil
    }
}

extension PackedColumn {
    /// Whether a row has a later time; if not, it gets this one.
    fileprivate mutating func isOutdated(_ time: Int64, _ row: Int) -> Bool {
        while count <= row { append(PackedColumn.none) }
        guard self[row] <= time else { return true }
        self[row] = time
        return false
    }
}
