import Bookings

/// Two bookings field by field.
struct FieldComparison: Equatable {
    /// A field with what it is in each.
    struct Row: Equatable {
        var name: String
        var before: String?
        var after: String?

        var change: Change {
            switch (before, after) {
            case (nil, _): .added
            case (_, nil): .removed
            case (let before?, let after?): before.utf8.elementsEqual(after.utf8) ? .same : .changed
            }
        }
    }

    /// What became of a field.
    enum Change { case same, changed, added, removed }

    private(set) var rows: [Row] = []

    /// Compares two bookings: fields in the order of the log, those that only the first has after those of the second.
    init(_ before: Booking, _ after: Booking) {
        let (old, new) = (FieldComparison.joined(before), FieldComparison.joined(after))
        for field in new {
            let known = old.first { $0.isSame(as: field) }
            rows.append(Row(name: field.name, before: known?.value, after: field.value))
        }
        for (index, field) in old.enumerated() where !new.contains(where: { $0.isSame(as: field) }) {
            // It stands after the field that it followed.
            let place = old[..<index].last.flatMap { before in rows.lastIndex { $0.name == before.name } }
            rows.insert(Row(name: field.name, before: field.value), at: place.map { $0 + 1 } ?? rows.count)
        }
    }

    /// How many fields differ.
    var differences: Int { rows.count { $0.change != .same } }

    /// The fields; those of one name as one.
    private static func joined(_ booking: Booking) -> [BookingField] {
        var fields: [BookingField] = []
        for field in BookingField.all(of: booking) {
            if let place = fields.firstIndex(where: { $0.isSame(as: field) }) {
                fields[place].value += ", " + field.value
            } else {
                fields.append(field)
            }
        }
        return fields
    }
}
