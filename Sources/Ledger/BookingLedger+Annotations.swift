public import Bookings

extension BookingLedger {
    /// Whether a viewer marked the booking in a row.
    public func isMarked(_ row: Int) -> Bool { annotations.marked.contains(row) }

    /// The marked rows, in order.
    public var markedRows: [Int] { annotations.marked.sorted() }

    /// What a viewer remarked on the booking in a row; nil for nothing.
    public func remark(of row: Int) -> String? { annotations.remarks[row] }

    /// Takes in what a viewer added to a booking.
    ///
    /// - Returns: the row; nil where the sighting that it names is not here.
    @discardableResult
    public mutating func apply(_ annotation: Annotation) -> Int? {
        guard let row = row(ofSequence: annotation.of) else { return nil }
        switch annotation.isMarked {
        case true?: annotations.marked.insert(row)
        case false?: annotations.marked.remove(row)
        case nil: break
        }
        if let remark = annotation.remark { annotations.remarks[row] = remark.isEmpty ? nil : remark }
        return row
    }
}

/// What viewers added; few bookings have any of it.
struct Annotations: Sendable {
    var marked: Set<Int> = []
    var remarks: [Int: String] = [:]
}
