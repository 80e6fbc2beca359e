import Bookings
import BookwatchTestSupport
import Foundation
import Ledger

@testable import BookwatchApp

/// Made-up bookings for reports, always the same.
enum ReportSamples {
    private static let types = [
        "Product demo", "Product demo", "Onboarding call", "Discovery call", "Steuer | Recht", nil,
    ]
    private static let outcomes: [(event: String, status: String)?] = [
        ("booking.canceled", "canceled"), nil, ("booking.rescheduled", "rescheduled"), ("booking.no_show", "no_show"),
        nil,
        ("booking.completed", "completed"), nil, nil,
    ]

    /// Ten days of them; the third is marked.
    static let records: [LogRecord] = {
        var random = BookwatchTestSupport.SeededGenerator(seed: 11)
        let start = SampleBookings.at("2026-03-23T06:00:00Z").milliseconds
        var sightings: [Sighting] = []
        for index in 0..<120 {
            var received = Timestamp(milliseconds: start + Int64.random(in: 0..<14_400, using: &random) * 60_000)
            var sighting = SampleBookings.calendars(received.iso8601, "Customer \(index)", starts: "")
            sighting.booking.product = index % 3 == 0 ? .bookingPages : .bookingCalendars
            sighting.booking.id = "BKNG-\(index)"
            sighting.booking.eventType = types.randomElement(using: &random) ?? nil
            sighting.booking.masterPage = index % 4 == 0 ? nil : "sales"
            sighting.booking.bookingCalendar = index % 3 == 0 ? nil : "BKC-\(index % 13)"
            sighting.booking.details.hostName =
                ["Ana Ribeiro", "Jonas Weber", nil].randomElement(using: &random) ?? nil
            sighting.booking.startsAt =
                index % 17 == 0
                ? nil
                : Timestamp(milliseconds: start + (14 + Int64.random(in: 0..<600, using: &random)) * 3_600_000)
            sighting.booking.startIsUncertain = index % 10 == 0
            sighting.source = index % 5 == 0 ? nil : "website"
            sightings.append(sighting)
            guard let outcome = outcomes.randomElement(using: &random) ?? nil else { continue }
            received.milliseconds += 7_200_000
            var news = Sighting.fixture(receivedAt: received, channel: .webhook, source: nil, isSigned: true)
            news.event = outcome.event
            news.booking = Booking(product: sighting.booking.product)
            news.booking.id = sighting.booking.id
            news.booking.status = outcome.status
            sightings.append(news)
        }
        sightings.sort { $0.receivedAt < $1.receivedAt }
        let records = SampleBookings.numbered(sightings).map(LogRecord.sighting)
        let mark = AnnotationRecord(
            sequence: UInt64(records.count + 1),
            receivedAt: sightings[sightings.count - 1].receivedAt,
            annotation: Annotation(of: 3, isMarked: true, remark: "call Customer 7 back")
        )
        return records + [.annotation(mark)]
    }()

    /// The report of some records, seen from Berlin.
    static func subject(_ records: [LogRecord] = records, limit: Int = 10) -> ReportSubject {
        var ledger = BookingLedger()
        for record in records { ledger.apply(record) }
        let rows = RowSet(rows: ledger.count, filled: true)
        return ReportSubject(
            title: "Bookings, spring 2026",
            report: BookingReport(ledger, rows: rows, zone: Zones.berlin, limit: limit),
            zone: Zones.berlin,
            logs: ["bookings.jsonl"],
            filter: nil,
            records: records.count,
            faults: []
        )
    }

    /// A booking that has a text wherever a report could show one.
    static func booking(_ text: String, number: Int) -> [LogRecord] {
        var sighting = SampleBookings.calendars("2026-03-23T06:00:00Z", text, starts: "2026-03-24T06:00:00Z")
        sighting.source = text
        sighting.booking.id = "BKNG-\(number)-" + text
        sighting.booking.subject = text
        sighting.booking.status = text
        sighting.booking.eventType = text
        sighting.booking.masterPage = text
        sighting.booking.bookingPage = text
        sighting.booking.bookingCalendar = text
        sighting.booking.note = text
        sighting.booking.details.hostName = text
        let mark = Annotation(of: UInt64(number * 2 + 1), isMarked: true, remark: text)
        return [
            .sighting(SightingRecord(sequence: UInt64(number * 2 + 1), sighting: sighting)),
            .annotation(
                AnnotationRecord(sequence: UInt64(number * 2 + 2), receivedAt: sighting.receivedAt, annotation: mark)
            ),
        ]
    }

    /// A report with a text wherever one can be.
    static func subject(everywhere text: String) -> ReportSubject {
        var subject = subject(booking(text, number: 0))
        subject.title = text
        subject.logs = [text]
        subject.filter = text
        subject.faults = [text]
        return subject
    }
}
