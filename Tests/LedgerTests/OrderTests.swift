import Bookings
import BookwatchTestSupport
import Testing

@testable import Ledger

@Suite struct OrderTests {
    private func ledger(_ sightings: [Sighting]) -> BookingLedger {
        var ledger = BookingLedger()
        for record in SampleBookings.numbered(sightings) { ledger.apply(record) }
        return ledger
    }

    /// The names of the bookings in an order.
    private func names(_ ledger: BookingLedger, _ keys: [SortKey]) -> [String?] {
        let ordering = RowOrdering(SortOrder(keys), at: SampleBookings.now)
        return ordering.sorted(Array(0..<ledger.count), in: ledger).map { ledger.text(.name, at: $0) }
    }

    private var samples: BookingLedger { ledger(SampleBookings.records.map(\.sighting)) }

    @Test func lettersCountWhateverTheirCase() {
        let ledger = ledger(
            ["bea", "Ada", "Ágnes", "ada b", "BEA"].enumerated().map { index, name in
                SampleBookings.calendars("2026-02-03T16:00:0\(index)Z", name, starts: "2026-02-05T15:30:00Z") {
                    $0.booking.id = "BKNG-\(index)"
                    $0.booking.email = nil
                }
            }
        )
        #expect(names(ledger, [SortKey(.customer)]) == ["Ada", "ada b", "bea", "BEA", "Ágnes"])
        #expect(names(ledger, [SortKey(.customer, isDescending: true)]) == ["Ágnes", "bea", "BEA", "ada b", "Ada"])
    }

    @Test func whatHasNoValueComesLastEitherWay() {
        #expect(
            names(samples, [SortKey(.text(.company))]).prefix(3) == ["Harriet Boone", "Priya Raman", "Marta Quintela"]
        )
        #expect(
            names(samples, [SortKey(.text(.company), isDescending: true)]).prefix(3)
                == ["Marta Quintela", "Priya Raman", "Harriet Boone"]
        )
    }

    @Test func whatStartsNextComesFirst() {
        #expect(
            names(samples, [SortKey(.imminence)])
                == [
                    "山田 太郎", "Priya Raman", "Zoë O’Brien", "Marta Quintela", "Odile Fabre", "Harriet Boone",
                    "Ahmed Garcia",
                ]
        )
    }

    @Test func theSecondKeySettlesWhatTheFirstLeavesOpen() {
        let names = names(samples, [SortKey(.text(.eventType)), SortKey(.starts, isDescending: true)])
        #expect(
            names == [
                "Priya Raman", "Harriet Boone", "Odile Fabre", "Marta Quintela", "山田 太郎", "Ahmed Garcia", "Zoë O’Brien",
            ]
        )
    }

    @Test func choosingTheSameColumnAgainTurnsItAround() {
        var order = SortOrder.arrival.choosing(.customer, asSecond: false)
        #expect(order.keys == [SortKey(.customer)])
        order = order.choosing(.customer, asSecond: false).choosing(.starts, asSecond: true)
        #expect(order.keys == [SortKey(.customer, isDescending: true), SortKey(.starts)])
        #expect(order.choosing(.starts, asSecond: true).keys[1].isDescending)
        #expect(order.inverted.keys == [SortKey(.customer), SortKey(.starts, isDescending: true)])
        #expect(order.choosing(.customer, asSecond: true).keys == [SortKey(.customer), SortKey(.starts)])
    }

    @Test func theHostIsKnownByNameAndMayChange() {
        func webhook(_ name: String?, _ id: String) -> Sighting {
            SampleBookings.calendars("2026-02-03T16:00:00Z", "Ada", starts: "2026-02-05T15:30:00Z") {
                $0.channel = .webhook
                $0.booking.details.hostID = id
                $0.booking.details.hostName = name
            }
        }
        #expect(ledger([webhook("Bo", "USR-1"), webhook(nil, "USR-1")]).text(.host, at: 0) == "Bo")
        #expect(ledger([webhook("Bo", "USR-1"), webhook(nil, "USR-2")]).text(.host, at: 0) == "USR-2")
    }

    @Test func groupsAreSortedByWhatTheyMean() throws {
        let ledger = samples
        func names(_ grouping: Grouping) -> [String?] {
            Set((0..<ledger.count).map { ledger.group(of: $0, by: grouping, zone: .utc) })
                .sorted { ledger.precedes($0, $1, by: grouping) }.map { ledger.name(of: $0, by: grouping) }
        }
        #expect(names(.masterPage) == ["apac-hub", "onboarding", "partners", "sales", "support", nil])
        #expect(names(.status) == ["scheduled", "rescheduled", "canceled", "completed"])
        #expect(names(.product) == ["booking_calendars", "booking_pages"])
        let day = ledger.group(of: 1, by: .startDay, zone: .utc)
        #expect(ledger.dayNumber(of: day, by: .startDay) == 20_489)
    }

    @Test func marksAndRemarksAreFilteredBy() throws {
        var ledger = samples
        func annotate(_ annotation: Annotation) {
            let sequence = ledger.lastSequence + 1
            ledger.apply(AnnotationRecord(sequence: sequence, receivedAt: SampleBookings.now, annotation: annotation))
        }
        annotate(Annotation(of: 2, isMarked: true))
        annotate(Annotation(of: 3, remark: "Call back, Ärger"))
        func rows(_ text: String) throws -> [Int] {
            ledger.select(try Filter(text), clock: FilterClock(now: SampleBookings.now, zone: .utc)).rows
        }
        #expect(try rows("is:marked") == [1])
        #expect(try rows("-is:marked has:remark") == [2])
        #expect(try rows("remark:ärger") == [2] && rows("\"call back\"") == [2])
        #expect(try rows("remark:\"\"") == [0, 1, 3, 4, 5, 6])
        #expect(try rows("remark:=\"call back, ärger\"").isEmpty)
        annotate(Annotation(of: 3, remark: ""))
        #expect(try rows("has:remark").isEmpty)
    }

    @Test func theMostFrequentAnswersAreNamedFirst() {
        #expect(samples.customFieldNames(limit: 9) == ["meeting_reason"])
        #expect(samples.answer(to: "meeting_reason", at: 1) == "Pricing questions")
        #expect(samples.answer(to: "meeting", at: 1) == nil)
    }

    /// Few and many entries are sorted in different ways.
    @Test(arguments: [0, 1, 2_047, 2_048, 5_000], [UInt64(1), 40, .max])
    func entriesAreSortedByKeyThenByRow(count: Int, limit: UInt64) {
        var generator = SeededGenerator(seed: 17)
        var entries = (0..<count).map {
            RowOrdering.Entry(key: UInt64.random(in: 0..<limit, using: &generator), row: Int32($0))
        }
        let expected = entries.sorted { ($0.key, $0.row) < ($1.key, $1.row) }
        entries.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
        #expect(entries.map(\.row) == expected.map(\.row))
        #expect(entries.map(\.key) == expected.map(\.key))
    }
}
