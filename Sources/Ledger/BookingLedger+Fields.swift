public import Bookings

/// Fields that lists show, one at a time.
extension BookingLedger {
    /// Where the meeting of a row takes place.
    public func location(_ row: Int) -> String? { columns.location.name(at: row) }

    /// The id of the booking that a row's took the place of.
    public func rescheduledFrom(_ row: Int) -> String? { columns.texts.text(.rescheduledFrom, at: row) }

    /// How long the meeting of a row lasts, in minutes.
    public func durationMinutes(_ row: Int) -> Int? {
        columns.durationMinutes[row] == PackedColumn.none ? nil : Int(columns.durationMinutes[row])
    }

    /// The channels that a row's booking was seen on.
    public func channels(_ row: Int) -> [Channel] {
        Channel.allCases.filter { columns.channels[row].contains(ChannelSet($0)) }
    }

    /// The answer of a row under the name of a custom field; several have commas between.
    public func answer(to name: String, at row: Int) -> String? {
        let field = customFields(at: row).first { $0.name.utf8.elementsEqual(name.utf8) }
        return switch field?.value {
        case .text(let text)?: text
        case .list(let texts)?: texts.joined(separator: ", ")
        case nil: nil
        }
    }

    /// The names of the custom fields of all bookings, the most frequent first; at most so many.
    ///
    /// O(n) over the answers.
    public func customFieldNames(limit: Int) -> [String] {
        let templates = columns.answers.templates
        var rows = [Int](repeating: 0, count: templates.nameCount)
        for row in 0..<count { rows[Int(templates[row])] += 1 }
        var counts: [[UInt8]: Int] = [:]
        for id in rows.indices.dropFirst() {
            templates.withName(id) { template in
                AnswerText.visit(template) { name, _ in
                    counts[Array(name), default: 0] += rows[id]
                    return true
                }
            }
        }
        let names = counts.map { (name: String(decoding: $0.key, as: UTF8.self), count: $0.value) }
        return names.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }.prefix(limit).map(\.name)
    }
}
