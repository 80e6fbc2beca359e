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
        list.reset(in: ledger)
        fading.clear()
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
        var news: [Int] = []
        // A feed that connects anew may repeat what is here.
        for record in records where record.sequence > ledger.lastSequence {
            let change = ledger.apply(record)
            arrivals.add(record.sighting.receivedAt)
            touched.insert(change.row)
            if let other = change.alsoChanged { touched.insert(other) }
            if change.kind == .added { added.append((change.row, record.sighting.receivedAt)) }
            if change.kind != .repeated { news.append(change.row) }
            statistics.note(change, at: clock, ledger: ledger)
        }
        // Those that may be looked at next, so that following asks for nothing.
        for record in records.suffix(DashboardState.bulk) { detail.add(record) }
        note(news: news)
        place(touched.sorted())
        for (row, time) in added where !list.isFollowing {
            list.countArrival(at: time, matches: list.content.contains(row))
        }
        if picker != nil { refreshPicker() }
    }

    /// Takes rows that were added or changed into the list, to another place, or out of it.
    private mutating func place(_ rows: [Int]) {
        guard rows.count <= DashboardState.bulk || list.content.keepsPlaces && filter.applied == nil else {
            return selectRows()
        }
        list.update(rows.map { ($0, passes($0)) }, in: ledger, jump: jump)
    }

    /// Whether a booking is to be listed.
    private func passes(_ row: Int) -> Bool {
        if showsOnlyMarked, !ledger.isMarked(row) { return false }
        return filter.applied.map { ledger.matches($0, row: row, clock: filterClock) } ?? true
    }

    /// Takes in what viewers added to bookings.
    private mutating func apply(_ annotations: [AnnotationRecord]) {
        var rows: Set<Int> = []
        for record in annotations where record.sequence > ledger.lastSequence {
            if let row = ledger.apply(record) { rows.insert(row) }
        }
        place(rows.sorted())
    }

    /// Does what the time alone asks for.
    mutating func advanceClock() {
        let clock = clock
        fading.advance(to: now)
        if load.advance(to: now) { list.fillSlack() }
        if let until = heldDetail?.until, until <= now { heldDetail = nil }
        statistics.advance(to: clock, ledger: ledger)
        list.advance(to: clock.minute)
        if list.content.order.isTimeDependent, list.content.ordering.instant != clock.minute { arrange() }
        guard let applied = filter.applied, applied.isTimeDependent else { return }
        let tenSeconds = clock.now.milliseconds / 10_000
        guard tenSeconds != filteredAt else { return }
        selectRows()
    }

    /// Applies the filter to all bookings.
    mutating func selectRows() {
        filteredAt = clock.now.milliseconds / 10_000
        var rows = ledger.select(filter.applied, clock: filterClock).rows
        if showsOnlyMarked { rows.removeAll { !ledger.isMarked($0) } }
        list.replace(rows, in: ledger)
    }

    /// Follows a change of the filter.
    mutating func refreshFilter() {
        selectRows()
        if search.isActive { findMatches(from: list.selection) }
        if picker != nil { refreshPicker() }
    }

    mutating func refreshPicker() {
        guard let facet = picker?.facet else { return }
        let rows = ledger.select(filter.filter(without: facet), clock: filterClock)
        picker?.refresh(ledger.counts(of: facet, in: rows), chosen: filter.chosen[facet] ?? [])
    }

    /// Asks for the records of the bookings that are looked at, or may be copied from, where some are not here.
    mutating func loadDetail() -> [Effect] {
        detail.show(row: detailRow)
        refreshDetail()
        var rows = comparison?.rows ?? []
        if layout.showsDetail, let row = detailRow { rows.append(row) }
        if menu != nil || prompt != nil, let row = list.selection { rows.append(row) }
        let sequences = detail.request(for: rows.map { ledger.sightings(of: $0) })
        return sequences.isEmpty ? [] : [.loadRecords(sequences)]
    }
}
