import Bookings

/// Where in a booking a text stands.
public enum SearchPlace: Equatable, Sendable {
    /// A column of text.
    case column(TextColumn)
    /// The name or an answer of the custom field of this name; outside text.
    case customField(String)
    /// Where the meeting takes place, or the id of the booking that it replaces.
    case details
    /// What a viewer remarked on it.
    case remark
}

extension BookingLedger {
    /// The rows that pass a filter among those of a range, in order; O(length of the range).
    public func rows(passing filter: Filter, in range: Range<Int>, clock: FilterClock) -> [Int] {
        FilterEvaluation(ledger: self, clock: clock, rows: range).rows(filter.condition).rows
            .map { $0 + range.lowerBound }
    }

    /// Where in the booking in a row a text stands, as `rows(containing:in:)` finds it.
    public func places(of text: String, at row: Int) -> [SearchPlace] {
        let pattern = SearchText.smartPattern(text)
        var matcher = TextMatcher(pattern)
        func holds(_ text: String) -> Bool {
            matcher.matches(pattern.isCased ? Array(text.utf8) : SearchText.folded(text))
        }
        var places = TextColumn.allCases.filter { self.text($0, at: row).map(holds) ?? false }.map(SearchPlace.column)
        for field in customFields(at: row) where holds(field.name) || field.value.texts.contains(where: holds) {
            places.append(.customField(field.name))
        }
        let details = [location(row), rescheduledFrom(row)]
        if details.compactMap(\.self).contains(where: holds) { places.append(.details) }
        if remark(of: row).map(holds) ?? false { places.append(.remark) }
        return places
    }
}
