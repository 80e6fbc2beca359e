import Bookings

extension BookingLedger {
    /// The values of a facet with the number of bookings among `rows` that have them.
    ///
    /// Most frequent first, then by name; days in the order of the calendar; bookings without a value are counted under nil,
    /// last. A booking counts for each of its channels. The zone of `clock` says which day it is. O(n) over one column of
    /// ids; for facets whose values few bookings share (`name`, `email` and the like) one text is made for each booking.
    public func counts(of facet: Facet, in rows: RowSet, clock: FilterClock) -> [FacetCount] {
        switch facet {
        case .product:
            let pages = rows.count { columns.product[$0] == .bookingPages }
            let counts = [(Product.bookingPages, pages), (.bookingCalendars, rows.count - pages)]
            return FacetCount.sorted(counts.filter { $0.1 > 0 }.map { FacetCount(value: $0.0.rawValue, count: $0.1) })
        case .channel:
            return channelCounts(in: rows)
        case .day:
            return dayCounts(in: rows, zone: clock.zone)
        default:
            guard let column = facet.column else { return [] }
            return columns.names(of: column).map { nameCounts($0, in: rows) } ?? textCounts(column, in: rows)
        }
    }

    /// The values of a facet that the booking in a row has; nil alone where it has none.
    public func values(of facet: Facet, at row: Int, clock: FilterClock) -> [String?] {
        switch facet {
        case .product: [columns.product[row].rawValue]
        case .channel: Channel.allCases.filter { columns.channels[row].contains(ChannelSet($0)) }.map(\.rawValue)
        case .day: [startsAt(row).map { CalendarDay($0, in: clock.zone).text }]
        default: [facet.column.flatMap { columns.text($0, at: row) }]
        }
    }

    private func nameCounts(_ column: NameColumn, in rows: RowSet) -> [FacetCount] {
        var counts = [Int](repeating: 0, count: column.nameCount)
        counts.withUnsafeMutableBufferPointer { counts in
            column.ids.visit(rows) { counts[Int($0)] += 1 }
        }
        let found = counts.indices.filter { counts[$0] > 0 }
        return FacetCount.sorted(
            found.map { FacetCount(value: $0 == 0 ? nil : column.name(ofID: $0), count: counts[$0]) }
        )
    }

    private func channelCounts(in rows: RowSet) -> [FacetCount] {
        // One pass: a set of channels is a number below eight.
        var bySet = [Int](repeating: 0, count: 8)
        rows.visit { bySet[Int(columns.channels[$0].rawValue & 7)] += 1 }
        let counts = Channel.allCases.map { channel in
            let bit = ChannelSet(channel)
            return FacetCount(
                value: channel.rawValue,
                count: bySet.indices.reduce(0) {
                    $0 + (ChannelSet(rawValue: UInt8($1)).contains(bit) ? bySet[$1] : 0)
                }
            )
        }
        return FacetCount.sorted(counts.filter { $0.count > 0 })
    }

    private func dayCounts(in rows: RowSet, zone: ZoneRules) -> [FacetCount] {
        let quarters = QuarterHours(columns.startsAt, in: rows)
        let known = quarters.days(in: zone).map { FacetCount(value: $0.day.text, count: $0.count) }
        return quarters.unknown > 0 ? known + [FacetCount(value: nil, count: quarters.unknown)] : known
    }

    private func textCounts(_ column: TextColumn, in rows: RowSet) -> [FacetCount] {
        var counts: [String?: Int] = [:]
        rows.visit { counts[columns.text(column, at: $0), default: 0] += 1 }
        return FacetCount.sorted(counts.map { FacetCount(value: $0.key, count: $0.value) })
    }
}
