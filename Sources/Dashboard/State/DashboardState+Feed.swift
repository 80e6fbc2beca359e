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
        case .ledger(let ledger):
            take(ledger)
        case .failed:
            link = .ended
        case .replay(let progress):
            replay = progress
        case .snapshot(let snapshot):
            show(snapshot)
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
        letGoOfRows()
        list.reset(in: ledger)
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

    /// Shows all bookings that there are, in which those that were here have other rows.
    private mutating func take(_ new: BookingLedger) {
        let selected = list.isFollowing ? nil : list.selection.map { ledger.lastSequence(of: $0) }
        reset()
        ledger = new
        statistics.recount(at: clock, ledger: ledger)
        views.recount(in: ledger, clock: filterClock)
        alarms = ledger.alarms(clock: filterClock)
        refreshFilter()
        guard let row = selected.flatMap({ ledger.row(ofSequence: $0) }) else { return }
        list.select(row, in: ledger, visible: layout.visibleBookings)
    }

    private mutating func apply(_ records: [SightingRecord]) {
        var touched: Set<Int> = []
        var added: [(row: Int, time: Timestamp)] = []
        var news: [Int] = []
        let firstAdded = ledger.count
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
        let touchedRows = touched.sorted()
        note(news: news)
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
            list.countArrival(at: time, matches: list.content.contains(row))
        }
        for (row, time) in added where list.content.contains(row) { strip.add(time) }
        if touched.count > added.count, tally.isFiltering { strip.invalidate() }
        followFacets(touchedRows, firstAdded: firstAdded)
    }

    /// Takes rows that were added or changed into the list, to another place, or out of it.
    private mutating func place(_ rows: [Int]) {
        let clock = filterClock
        guard rows.count <= DashboardState.bulk else {
            alarms = ledger.alarms(clock: clock)
            guard list.content.keepsPlaces, !tally.isFiltering else { return selectRows() }
            return list.update(rows.map { ($0, true) }, in: ledger, jump: jump)
        }
        let changes = rows.map { row in
            alarms.set(row, ledger.isAlarm(row, clock: clock))
            return (row: row, matches: tally.note(row, in: ledger, clock: clock))
        }
        list.update(changes, in: ledger, jump: jump)
    }

    /// Takes in what viewers added to bookings.
    private mutating func apply(_ annotations: [AnnotationRecord]) {
        var rows: Set<Int> = []
        // What is added in a replay has the number of the last record.
        for record in annotations where record.sequence >= ledger.lastSequence {
            if let row = ledger.apply(record) { rows.insert(row) }
        }
        let touched = rows.sorted()
        views.note(changed: touched, firstAdded: ledger.count, isNews: false, in: ledger, clock: filterClock)
        place(touched)
        strip.invalidate()
        followFacets(touched, firstAdded: ledger.count)
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
        fading.advance(to: now)
        if load.advance(to: now) { list.fillSlack() }
        if let until = heldDetail?.until, until <= now { heldDetail = nil }
        statistics.advance(to: clock, ledger: ledger)
        list.advance(to: clock.minute)
        if list.content.order.isTimeDependent, list.content.ordering.instant != clock.minute { arrange() }
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
        if tally.select(filterParts, in: ledger, clock: filterClock, isFresh: isFresh) { showSelected() }
    }

    /// Lists the rows that pass the filter.
    private mutating func showSelected() {
        list.replace(tally.isFiltering ? tally.passing.rows : Array(0..<ledger.count), in: ledger)
        strip.invalidate()
    }

    /// What hides bookings: the parts of the filter, and the marks where only what is marked is listed.
    private var filterParts: [FilterLine.Part] {
        let marked = showsOnlyMarked ? try? Filter("is:marked") : nil
        return (filter.isOn ? filter.parts : [])
            + [marked.map { FilterLine.Part(reason: .marks, filter: $0) }].compactMap(\.self)
    }

    /// Follows a change of the filter.
    mutating func refreshFilter() {
        selectRows(isFresh: true)
        if !hasWork { followFilter() }
    }

    /// Whether a filter is being applied that takes longer than a key press may wait: `Message.work` goes on with it.
    public var hasWork: Bool { tally.percent != nil }

    /// Goes on with a slow filter; says whether it is done.
    mutating func work(rows: Int) -> Bool {
        guard tally.advance(rows: rows, in: ledger, clock: filterClock) else { return false }
        showSelected()
        followFilter()
        return true
    }

    private mutating func followFilter() {
        if search.isActive { findMatches(from: list.selection) }
        refreshFacets()
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
