import Bookings
import Ledger

extension DashboardState {
    /// From this many changed rows on the filter is applied to all rows at once.
    private static let bulk = 64

    mutating func receive(_ event: FeedEvent) {
        switch event {
        case .link(let link):
            self.link = link
            if link != .live { isCaughtUp = false }
            // The endpoint now tells all incidents that it knows.
            if link == .live { incidents.clear() }
        case .reset:
            reset()
        case .records(let records):
            apply(records)
        case .annotations(let records):
            for record in records where record.sequence > ledger.lastSequence { ledger.apply(record) }
        case .caughtUp:
            isCaughtUp = true
        case .replay(let progress):
            replay = progress
        case .incident(let incident):
            incidents.add(incident)
        case .funnel(let update):
            funnel.apply(update)
        case .notice(let text):
            notices.append(text)
        }
        refreshOverlays()
    }

    private mutating func reset() {
        ledger = BookingLedger()
        arrivals = RecentArrivals()
        list.reset()
        detail.reset()
        funnel.reset()
        incidents.reset()
        isCaughtUp = false
        statistics.recount(at: clock, ledger: ledger)
        refreshFilter()
    }

    private mutating func apply(_ records: [SightingRecord]) {
        var touched: Set<Int> = []
        var added: [(row: Int, time: Timestamp)] = []
        // A feed that connects anew may repeat what is here.
        for record in records where record.sequence > ledger.lastSequence {
            let change = ledger.apply(record)
            arrivals.add(record.sighting.receivedAt)
            if change.kind != .repeated { touched.insert(change.row) }
            if let other = change.alsoChanged { touched.insert(other) }
            if change.kind == .added { added.append((change.row, record.sighting.receivedAt)) }
            statistics.note(change, at: clock, ledger: ledger)
        }
        // Those that may be looked at next, so that following asks for nothing.
        for record in records.suffix(DashboardState.bulk) { detail.add(record) }
        place(touched.sorted())
        for (row, time) in added where !list.isFollowing {
            let place = list.rows.firstIndex(notBelow: row)
            list.countArrival(at: time, matches: place < list.rows.count && list.rows[place] == row)
        }
        if picker != nil { refreshPicker() }
    }

    /// Takes rows that were added or changed into the list, or out of it.
    private mutating func place(_ rows: [Int]) {
        guard let applied = filter.applied else {
            for row in rows { list.place(row, matches: true) }
            return
        }
        guard rows.count <= DashboardState.bulk else { return selectRows() }
        for row in rows { list.place(row, matches: ledger.matches(applied, row: row, clock: filterClock)) }
    }

    /// Does what the time alone asks for.
    mutating func advanceClock() {
        let clock = clock
        statistics.advance(to: clock, ledger: ledger)
        guard let applied = filter.applied, applied.isTimeDependent else { return }
        let tenSeconds = clock.now.milliseconds / 10_000
        guard tenSeconds != filteredAt else { return }
        selectRows()
    }

    /// Applies the filter to all bookings.
    mutating func selectRows() {
        filteredAt = clock.now.milliseconds / 10_000
        guard let applied = filter.applied else {
            list.replace(Array(0..<ledger.count))
            return
        }
        list.replace(ledger.select(applied, clock: filterClock).rows)
    }

    /// Follows a change of the filter.
    mutating func refreshFilter() {
        selectRows()
        if search.isActive { search.find(in: ledger, rows: list.rows, clock: filterClock) }
        if picker != nil { refreshPicker() }
    }

    mutating func refreshPicker() {
        guard let facet = picker?.facet else { return }
        let rows = ledger.select(filter.filter(without: facet), clock: filterClock)
        picker?.refresh(ledger.counts(of: facet, in: rows), chosen: filter.chosen[facet] ?? [])
    }

    /// Asks for the records of the selected booking, where the detail is on the screen and lacks some.
    mutating func loadDetail() -> [Effect] {
        detail.show(row: list.selection)
        guard layout.showsDetail, let row = list.selection else { return [] }
        let sequences = detail.request(for: ledger.sightings(of: row))
        return sequences.isEmpty ? [] : [.loadRecords(sequences)]
    }
}
