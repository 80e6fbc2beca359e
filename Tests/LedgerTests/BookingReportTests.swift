import Bookings
import BookwatchTestSupport
import Testing

@testable import Ledger

/// What a report says is what counting by hand gives.
@Suite struct BookingReportTests {
    private static let types = ["Product demo", "Onboarding call", "Intro", "Review", nil]
    private static let hosts = ["Ana", "Jonas", nil]
    private static let outcomes: [(event: String, status: String)?] = [
        ("booking.canceled", "canceled"), ("booking.rescheduled", "rescheduled"), ("booking.no_show", "no_show"),
        ("booking.completed", "completed"), nil, nil,
    ]

    /// Made-up sightings: of each booking one or two, in the order in which they came.
    private static func sightings(_ count: Int, seed: UInt64) -> [Sighting] {
        var random = SeededGenerator(seed: seed)
        var sightings: [Sighting] = []
        for index in 0..<count {
            // Across both changes of the clocks.
            let minutes = Int64.random(in: 0..<400_000, using: &random)
            let received = Timestamp(milliseconds: Timestamp.at("2026-02-01T00:00:00Z").milliseconds + minutes * 60_000)
            let lead = Int64.random(in: -100..<60_000, using: &random)
            var booking = Booking(product: Bool.random(using: &random) ? .bookingPages : .bookingCalendars)
            booking.id = "BKNG-\(index)"
            booking.status = "scheduled"
            booking.eventType = types.randomElement(using: &random) ?? nil
            booking.details.hostName = hosts.randomElement(using: &random) ?? nil
            booking.createdAt =
                Bool.random(using: &random) ? Timestamp(milliseconds: received.milliseconds - 1_500) : nil
            booking.startsAt = index % 9 == 0 ? nil : Timestamp(milliseconds: received.milliseconds + lead * 60_000)
            let channel = Channel.allCases[index % 2]
            sightings.append(
                .fixture(receivedAt: received, channel: channel, source: "s\(index % 14)", booking: booking)
            )
            guard let outcome = outcomes.randomElement(using: &random) ?? nil else { continue }
            var news = Booking(product: booking.product)
            news.id = booking.id
            news.status = outcome.status
            let later = Timestamp(milliseconds: received.milliseconds + 3_600_000)
            sightings.append(
                .fixture(
                    receivedAt: later,
                    channel: .webhook,
                    source: nil,
                    event: outcome.event,
                    isSigned: true,
                    booking: news
                )
            )
        }
        return sightings.sorted { $0.receivedAt < $1.receivedAt }
    }

    private static func ledger(_ sightings: [Sighting]) -> BookingLedger {
        var ledger = BookingLedger()
        for record in SampleBookings.numbered(sightings) { ledger.apply(record) }
        return ledger
    }

    private static func report(_ ledger: BookingLedger, zone: ZoneRules = Zones.berlin, limit: Int = 3) -> BookingReport
    {
        BookingReport(ledger, rows: RowSet(rows: ledger.count, filled: true), zone: zone, limit: limit)
    }

    private static func civil(_ instant: Timestamp, _ zone: ZoneRules) -> CivilTime {
        CivilTime(instant, offset: zone.offset(at: instant))
    }

    @Test(arguments: [Zones.berlin, .utc, Zones.directory.rules(for: "Asia/Kolkata") ?? .utc])
    func daysAndHoursAreThoseOfTheZone(zone: ZoneRules) {
        let ledger = Self.ledger(Self.sightings(3_000, seed: 1))
        let report = Self.report(ledger, zone: zone)
        var days: [String: Int] = [:]
        var received = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)
        var starts = received
        for row in 0..<ledger.count {
            let civil = Self.civil(ledger.receivedAt(row), zone)
            days[CalendarDay(number: civil.dayNumber).text, default: 0] += 1
            received[(civil.weekday + 6) % 7][civil.hour] += 1
            guard let start = ledger.startsAt(row).map({ Self.civil($0, zone) }) else { continue }
            starts[(start.weekday + 6) % 7][start.hour] += 1
        }
        #expect(report.days.map(\.day.text) == days.keys.sorted())
        #expect(report.days.allSatisfy { days[$0.day.text] == $0.count })
        #expect(report.receivedHours.counts == received)
        #expect(report.startHours.counts == starts)
        #expect(report.receivedHours.total == ledger.count)
        #expect(report.receivedHours.busiest(3).first?.count == received.joined().max())
    }

    @Test func nothingIsLostBehindTheMostFrequentValues() throws {
        let ledger = Self.ledger(Self.sightings(2_000, seed: 2))
        let report = Self.report(ledger)
        for rank in report.ranks where rank.facet != .channel {
            #expect(rank.top.count <= 3)
            #expect(rank.top.reduce(rank.others + rank.without) { $0 + $1.count } == ledger.count)
        }
        let sources = try #require(report.rank(of: .source))
        #expect(sources.otherValues == 14 - 3)
        var byHost: [String?: Int] = [:]
        for row in 0..<ledger.count { byHost[ledger.text(.host, at: row), default: 0] += 1 }
        let hosts = try #require(report.rank(of: .host))
        #expect(hosts.top.allSatisfy { byHost[$0.value] == $0.count })
        #expect(hosts.without == byHost[nil])
    }

    @Test func outcomesAreCountedByEventType() {
        let sightings = Self.sightings(2_000, seed: 3)
        let ledger = Self.ledger(sightings)
        let outcomes = Self.report(ledger).outcomes
        let moved = Set(sightings.filter { $0.event == "booking.rescheduled" }.compactMap(\.booking.id))
        var byType: [String?: [String: Int]] = [:]
        for row in 0..<ledger.count {
            let type = ledger.text(.eventType, at: row)
            byType[type, default: [:]]["bookings", default: 0] += 1
            byType[type, default: [:]][ledger.text(.status, at: row) ?? "", default: 0] += 1
            if moved.contains(ledger.text(.id, at: row) ?? "") { byType[type, default: [:]]["moved", default: 0] += 1 }
        }
        func expect(_ found: Outcomes, _ counted: [String: Int]?) {
            #expect(found.bookings == counted?["bookings"])
            #expect(found.canceled == counted?["canceled"])
            #expect(found.rescheduled == counted?["moved"])
            #expect(found.noShows == counted?["no_show"])
            #expect(found.completed == counted?["completed"])
        }
        for row in outcomes.top { expect(row.outcomes, byType[row.eventType]) }
        expect(outcomes.without, byType[nil])
        #expect(outcomes.top.count == 3 && outcomes.otherValues == 1)
        #expect(outcomes.total.bookings == ledger.count)
        let parts = outcomes.top.reduce(outcomes.others + outcomes.without) { $0 + $1.outcomes }
        #expect(parts == outcomes.total)
    }

    @Test func aBookingThatWasMovedAndThenCanceledIsInBoth() {
        let events = ["booking.scheduled", "booking.rescheduled", "booking.canceled"]
        let statuses = ["scheduled", "rescheduled", "canceled"]
        let sightings = zip(events, statuses).map { event, status in
            Sighting.fixture(channel: .webhook, event: event, isSigned: true, booking: .fixture(status: status))
        }
        let total = Self.report(Self.ledger(sightings)).outcomes.total
        #expect((total.bookings, total.canceled, total.rescheduled) == (1, 1, 1))
    }

    @Test func leadTimesAreThoseOfTheFilterLanguage() throws {
        let ledger = Self.ledger(Self.sightings(2_000, seed: 4))
        let leads = Self.report(ledger).leadTimes
        #expect(leads.known + leads.unknown == ledger.count)
        #expect(leads.parts.reduce(0) { $0 + $1.count } == leads.known)
        let clock = FilterClock(now: Timestamp(milliseconds: 0), zone: .utc)
        let weekAndMore = try ledger.select(Filter("lead>=7d"), clock: clock).count
        let bound: Int64 = 7 * 86_400_000
        #expect(leads.parts.filter { ($0.from ?? -1) >= bound }.reduce(0) { $0 + $1.count } == weekAndMore)
        var all: [Int64] = []
        for row in 0..<ledger.count {
            guard let start = ledger.startsAt(row) else { continue }
            all.append(start.milliseconds - (ledger.createdAt(row) ?? ledger.receivedAt(row)).milliseconds)
        }
        all.sort()
        #expect(leads.median == all[(all.count + 1) / 2 - 1])
        #expect(all.count { $0 <= leads.ninetieth ?? 0 } * 10 >= all.count * 9)
    }

    @Test func onlyTheRowsThatAreMeantCount() throws {
        let ledger = Self.ledger(Self.sightings(1_000, seed: 5))
        let clock = FilterClock(now: Timestamp(milliseconds: 0), zone: .utc)
        let rows = try ledger.select(Filter("status:canceled type:=Intro"), clock: clock)
        let report = BookingReport(ledger, rows: rows, zone: .utc)
        #expect(report.bookings == rows.count && rows.count > 0)
        #expect(report.sightings == rows.rows.reduce(0) { $0 + ledger.sightings(of: $1).count })
        #expect(report.outcomes.total.canceled == rows.count)
        #expect(report.outcomes.top.map(\.eventType) == ["Intro"])
    }

    @Test func noBookingsAreAReportToo() {
        let report = Self.report(BookingLedger())
        #expect(report.bookings == 0 && report.received == nil && report.starts == nil)
        #expect(report.days.isEmpty && report.leadTimes.median == nil && report.markedCount == 0)
        #expect(report.receivedHours.busiest(5).isEmpty)
    }

    @Test func markedBookingsAreToldWithoutTheirCustomers() {
        var ledger = Self.ledger(Self.sightings(80, seed: 6))
        var sequence = ledger.lastSequence
        for row in 0..<60 {
            sequence += 1
            let mark = Annotation(of: ledger.sightings(of: row)[0].sequence, isMarked: true)
            ledger.apply(AnnotationRecord(sequence: sequence, receivedAt: ledger.receivedAt(79), annotation: mark))
        }
        let report = Self.report(ledger)
        #expect(report.markedCount == 60)
        #expect(report.marked.count == BookingReport.markedLimit)
        #expect(report.marked.first?.id == ledger.text(.id, at: 0))
    }
}

/// Days that are put together.
@Suite struct TimelineTests {
    private func days(_ texts: [(String, Int)]) -> [DayCount] {
        texts.map { DayCount(day: CalendarDay(.at($0.0 + "T12:00:00Z"), in: .utc), count: $0.1) }
    }

    @Test func daysWithoutABookingAreThere() {
        let timeline = Timeline(days([("2026-02-27", 2), ("2026-03-02", 1)]), upTo: 10)
        #expect(timeline.step == .day)
        #expect(timeline.parts.map(\.day.text) == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
        #expect(timeline.parts.map(\.count) == [2, 0, 0, 1])
    }

    @Test(arguments: [
        (30, Timeline.Step.week, "2026-01-26"), (4, .month, "2026-02-01"), (2, .year, "2026-01-01"),
    ])
    func longerTimesArePutTogether(limit: Int, step: Timeline.Step, first: String) {
        let counted = days([("2026-02-01", 1), ("2026-02-02", 2), ("2026-03-31", 4), ("2026-05-10", 8)])
        let timeline = Timeline(counted, upTo: limit)
        #expect(timeline.step == step)
        #expect(timeline.parts.first?.day.text == first)
        #expect(timeline.parts.reduce(0) { $0 + $1.count } == 15)
        #expect(timeline.parts.count <= limit)
    }

    @Test func aWildTimeMakesNoEndlessChart() {
        let timeline = Timeline(days([("0001-01-01", 1), ("2026-02-01", 2), ("9999-12-31", 1)]), upTo: 100)
        #expect(timeline.step == .year)
        #expect(timeline.parts.map(\.count) == [1, 2, 1])
    }

    @Test func everyPartEndsWhereTheNextBegins() {
        for step in Timeline.Step.allCases {
            var day = step.start(of: CalendarDay(number: -800))
            for _ in 0..<60 {
                let end = step.end(of: day)
                #expect(end > day && step.start(of: end) == end)
                #expect(step.start(of: CalendarDay(number: end.number - 1)) == day)
                #expect(step.count(from: day, to: end) == 2)
                day = end
            }
        }
    }
}
