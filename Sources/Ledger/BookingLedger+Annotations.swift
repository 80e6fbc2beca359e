public import Bookings

extension BookingLedger {
    /// Whether a viewer marked the booking in a row.
    public func isMarked(_ row: Int) -> Bool { annotations.marked.contains(row) }

    /// The marked rows, in order.
    public var markedRows: [Int] { annotations.marked.sorted() }

    /// What a viewer remarked on the booking in a row; nil for nothing.
    public func remark(of row: Int) -> String? { annotations.remarks[row] }

    /// Takes in a line of a log.
    ///
    /// - Returns: the row that it is about; nil where there is none.
    @discardableResult
    public mutating func apply(_ record: LogRecord) -> Int? {
        switch record {
        case .sighting(let record): return apply(record).row
        case .annotation(let record): return apply(record)
        case .erased(let record):
            annotations.lastSequence = record.sequence
            return nil
        }
    }

    /// Takes in what a viewer added to a booking.
    ///
    /// Sequence numbers must grow from call to call, together with those of the sightings.
    ///
    /// - Returns: the row; nil where the sighting that it names is not here.
    @discardableResult
    public mutating func apply(_ record: AnnotationRecord) -> Int? {
        annotations.lastSequence = record.sequence
        let annotation = record.annotation
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
    var lastSequence: UInt64 = 0
}
