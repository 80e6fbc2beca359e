import Bookings
import Testing

@testable import Ledger

/// Random sightings of few bookings, so that they meet in every way.
@Suite struct RandomPlaybookTests {
    private static func text(_ generator: inout SeededGenerator) -> String? {
        [nil, "", "a", "Zoë", "ÉLODIE", "\u{0}\u{1C}\u{1E}", "山田", String(repeating: "long ", count: 20)]
            .randomElement(using: &generator) ?? nil
    }

    private static func sighting(at time: Timestamp, _ generator: inout SeededGenerator) -> Sighting {
        var booking = Booking(product: Bool.random(using: &generator) ? .bookingPages : .bookingCalendars)
        if Bool.random(using: &generator) { booking.id = "BKNG-\(Int.random(in: 0..<8, using: &generator))" }
        booking.email =
            ["A@example.com", "a@EXAMPLE.com", "ÉLODIE@example.com", nil].randomElement(using: &generator) ?? nil
        booking.name = text(&generator)
        booking.note = text(&generator)
        booking.eventType = text(&generator)
        booking.status = ["scheduled", "canceled", nil].randomElement(using: &generator) ?? nil
        func moment(_ generator: inout SeededGenerator) -> Int64? {
            Bool.random(using: &generator) ? Int64.random(in: 0..<3, using: &generator) * 3_600_000 : nil
        }
        booking.startsAt = moment(&generator).map { Timestamp(milliseconds: $0) }
        booking.startIsUncertain = booking.startsAt != nil && Bool.random(using: &generator)
        booking.createdAt = moment(&generator).map { Timestamp(milliseconds: $0) }
        booking.details.pageTime = moment(&generator).map { WallTime(milliseconds: $0) }
        for _ in 0..<Int.random(in: 0..<3, using: &generator) {
            let value = text(&generator) ?? "x"
            booking.customFields.append(CustomField(name: text(&generator) ?? "n", value: .text(value)))
        }
        let channel = Channel.allCases.randomElement(using: &generator) ?? .embed
        if Bool.random(using: &generator) { booking.details.eventTypeID = text(&generator) }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            booking.details.rescheduledFrom = "BKNG-\(Int.random(in: 0..<8, using: &generator))"
        }
        booking.isCutOff = channel == .redirect && Bool.random(using: &generator)
        return Sighting(
            receivedAt: time,
            channel: channel,
            source: text(&generator),
            occurredAt: channel == .webhook ? moment(&generator).map { Timestamp(milliseconds: $0) } : nil,
            isSigned: channel == .webhook && Bool.random(using: &generator),
            booking: booking,
            labelled: Bool.random(using: &generator) ? [.eventType] : [],
            raw: .query("")
        )
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func invariantsHoldAfterEverySighting(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var ledger = BookingLedger()
        var time = Cast.now
        for _ in 0..<200 {
            time = time + Int.random(in: -60...400, using: &generator)
            let sighting = Self.sighting(at: time, &generator)
            let before = ledger
            let change = ledger.see(sighting)
            #expect(ledger.checkInvariants() == nil)
            #expect((change.kind == .added) == (ledger.count == before.count + 1))
            if change.kind != .added {
                let isSame = before.booking(at: change.row) == ledger.booking(at: change.row)
                // The source of a row is no part of its booking.
                let isSameSource = before.text(.source, at: change.row) == ledger.text(.source, at: change.row)
                #expect((change.kind == .repeated) == (isSame && isSameSource))
            }
            #expect(ledger.row(ofSequence: ledger.lastSequence) == change.row)
            guard let id = sighting.booking.id else { continue }
            #expect(ledger.text(.id, at: change.row) == id)
        }
        #expect(ledger.count > 10)
        #expect(ledger.count < 150)
    }

    @Test func theSameSightingsGiveTheSameBookings() {
        func ledger() -> BookingLedger {
            var generator = SeededGenerator(seed: 9)
            return BookingLedger((0..<300).map { Self.sighting(at: Cast.now + $0, &generator) })
        }
        #expect(ledger().bookings == ledger().bookings)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func aLedgerFilledFromLinesIsThatOfTheirRecords(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (fromRecords, fromLines) = (BookingLedger(), BookingLedger())
        var fields = SightingFields()
        for number in 1...300 {
            let sighting = Self.sighting(at: Cast.now + number * 90, &generator)
            var line: [UInt8] = []
            SightingRecord(sequence: UInt64(number), sighting: sighting).encode(into: &line)
            // A field twice makes no line of a log.
            guard let record = try? SightingRecord.decode(line).record else { continue }
            fromRecords.apply(record)
            line.withUnsafeBufferPointer { line in
                let isFilled = fields.fill(fromSealed: line)
                #expect(isFilled)
                fromLines.apply(fields)
            }
        }
        #expect(fromLines.count > 10)
        #expect(fromLines.bookings == fromRecords.bookings)
        for row in 0..<fromLines.count { #expect(fromLines.sightings(of: row) == fromRecords.sightings(of: row)) }
        #expect(fromLines.checkInvariants() == nil)
    }

    @Test func aCopyDoesNotChangeWithItsOriginal() {
        var generator = SeededGenerator(seed: 5)
        var ledger = BookingLedger((0..<50).map { Self.sighting(at: Cast.now + $0, &generator) })
        let (copy, bookings) = (ledger, ledger.bookings)
        for second in 50..<200 { ledger.see(Self.sighting(at: Cast.now + second, &generator)) }
        #expect(copy.bookings == bookings)
        #expect(copy.checkInvariants() == nil)
    }

    @Test func textsThatWereReplacedDoNotPileUp() {
        var ledger = BookingLedger()
        for round in 1...60 {
            for id in 0..<64 {
                ledger.see(
                    .fixture {
                        $0.id = "BKNG-\(id)"
                        $0.name = "É\(id)"
                        $0.phone = String(repeating: "0555 \(id) ", count: round * 8)
                    }
                )
            }
        }
        #expect(ledger.count == 64)
        #expect(ledger.checkInvariants() == nil)
        #expect(ledger.booking(at: 63).phone == String(repeating: "0555 63 ", count: 480))
        #expect(ledger.columns.texts.byteCount < 3 << 20)
    }

    @Test func manyBookingsOfOneCustomerDoNotSlowEachOtherDown() {
        // All share address, start and time of creation; an index that chained them would look at each of them each time.
        var ledger = BookingLedger()
        for id in 0..<5_000 {
            ledger.see(
                .fixture(.webhook) {
                    $0.id = "BKNG-\(id)"
                    $0.email = "a@example.com"
                    $0.startsAt = Cast.now
                    $0.createdAt = Cast.now
                }
            )
        }
        #expect(ledger.count == 5_000)
    }
}
