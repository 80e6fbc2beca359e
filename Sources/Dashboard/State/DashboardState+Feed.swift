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
        views.reset()
        tally = FilterTally()
        alarms = RowSet(rows: 0)
        isCaughtUp = false
        statistics.recount(at: clock, ledger: ledger)
        refreshFilter()
    }

    private mutating func apply(_ records: [SightingRecord]) {
        var touched: Set<Int> = []
        var added: [(row: Int, time: Timestamp)] = []
        let firstAdded = ledger.count
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
        let touchedRows = touched.sorted()
        views.note(
            changed: touchedRows,
            firstAdded: firstAdded,
            isNews: isCaughtUp,
            in: ledger,
            clock: filterClock
        )
        views.see(views.key(of: filter.content))
        place(touchedRows)
        for (row, time) in added where !list.isFollowing {
            let place = list.rows.firstIndex(notBelow: row)
            list.countArrival(at: time, matches: place < list.rows.count && list.rows[place] == row)
        }
        followFacets(touchedRows, firstAdded: firstAdded)
    }

    /// Takes rows that were added or changed into the list, or out of it.
    private mutating func place(_ rows: [Int]) {
        let clock = filterClock
        guard rows.count <= DashboardState.bulk else {
            alarms = ledger.alarms(clock: clock)
            if tally.isFiltering { return selectRows() }
            for row in rows { list.place(row, matches: true) }
            return
        }
        for row in rows {
            alarms.set(row, ledger.isAlarm(row, clock: clock))
            list.place(row, matches: tally.note(row, in: ledger, clock: clock))
        }
    }

    /// Keeps the counts of the facets true: what was added is counted, what was changed asks for all anew.
    private mutating func followFacets(_ touched: [Int], firstAdded: Int) {
        guard panel != nil, let first = touched.first else { return }
        guard first >= firstAdded, touched.count <= DashboardState.bulk else { return refreshFacets() }
        let clock = filterClock
        for row in touched { panel?.count(row, tally, in: ledger, clock: clock) }
    }

    /// Does what the time alone asks for.
    mutating func advanceClock() {
        let clock = clock
        statistics.advance(to: clock, ledger: ledger)
        if case let minute = clock.minute.milliseconds, minute != alarmsAt {
            alarmsAt = minute
            alarms = ledger.alarms(clock: filterClock)
            views.advance(in: ledger, clock: filterClock)
        }
        guard let applied = filter.applied, applied.isTimeDependent else { return }
        let tenSeconds = clock.now.milliseconds / 10_000
        guard tenSeconds != filteredAt else { return }
        selectRows()
    }

    /// Applies the filter to all bookings.
    ///
    /// Where only the filter changed, the parts of it that did not are not applied again.
    mutating func selectRows(isFresh: Bool = false) {
        filteredAt = clock.now.milliseconds / 10_000
        tally.select(filter.isOn ? filter.parts : [], in: ledger, clock: filterClock, isFresh: isFresh)
        list.replace(tally.isFiltering ? tally.passing.rows : Array(0..<ledger.count))
    }

    /// Follows a change of the filter.
    mutating func refreshFilter() {
        selectRows(isFresh: true)
        if search.isActive { search.find(in: ledger, rows: list.rows) }
        refreshFacets()
    }

    /// Asks for the records of the selected booking, where the detail is on the screen and lacks some.
    mutating func loadDetail() -> [Effect] {
        detail.show(row: list.selection)
        guard layout.showsDetail, let row = list.selection else { return [] }
        let sequences = detail.request(for: ledger.sightings(of: row))
        return sequences.isEmpty ? [] : [.loadRecords(sequences)]
    }
}
