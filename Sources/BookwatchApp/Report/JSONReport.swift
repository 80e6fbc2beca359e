import Bookings
import Ledger

/// A report as JSON; its keys and their order are part of the interface (bookwatch(5)).
struct JSONReport {
    private let subject: ReportSubject
    private var report: BookingReport { subject.report }

    /// The version of the keys.
    private static let version = 1

    /// What the keys mean, in their order.
    static let keys: [(name: String, meaning: String)] = [
        ("report", "The version of this form: 1."),
        (
            "title, logs, zone",
            "What the report is called, the names of the logs, and whose clocks tell days and hours."
        ),
        ("filter, from, to", "What was asked for; null where it was not."),
        (
            "received, starts",
            "first and last: when bookings were first received, and when meetings start; null for none."
        ),
        (
            "bookings, sightings, marked, uncertain_starts, cut_off",
            "Numbers of bookings; sightings is how often they were seen."
        ),
        ("outcomes", "What became of the bookings: bookings, canceled, rescheduled, no_shows, completed."),
        (
            "statuses, products, master_pages, booking_pages, booking_calendars, sources, channels, hosts",
            "values: the most frequent values, each with bookings; others: how many values and bookings are left; none: the "
                + "bookings without a value."
        ),
        ("event_types", "The same, with the outcomes of each."),
        ("days", "The days with bookings, by the day on which they were first received."),
        ("received_hours, start_hours", "Seven arrays, Monday's first, of 24 numbers of bookings."),
        (
            "lead_times",
            "median_ms and p90_ms; parts, each with from_ms, to_ms (null is open) and bookings; none: those without a start."
        ),
        ("marked_bookings", "The first fifty: id, seq, received, starts, start_uncertain, status, event_type, host."),
        ("records, faults", "The number of records that were read, and what is wrong with the logs, in words."),
    ]

    init(_ subject: ReportSubject) { self.subject = subject }

    /// The report in UTF-8, a member or an element a line.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.append(pretty: value, to: &bytes)
        return bytes + [0x0A]
    }

    private var value: JSONValue {
        .members(
            [
                ("report", .count(JSONReport.version)), ("title", .string(subject.title)),
                ("logs", .array(subject.logs.map { .string($0) })), ("zone", .string(report.zone)),
                ("filter", .optional(subject.filter)), ("from", .time(subject.from)), ("to", .time(subject.to)),
                ("received", JSONReport.span(report.received)), ("starts", JSONReport.span(report.starts)),
                ("bookings", .count(report.bookings)), ("sightings", .count(report.sightings)),
                ("marked", .count(report.markedCount)), ("uncertain_starts", .count(report.uncertainStarts)),
                ("cut_off", .count(report.cutOff)),
                ("outcomes", .members(JSONReport.outcomes(report.outcomes.total))),
            ] + report.ranks.map { (JSONReport.name(of: $0.facet), JSONReport.rank($0)) } + [
                ("event_types", eventTypes),
                (
                    "days",
                    .array(
                        report.days.map { .members([("day", .string($0.day.text)), ("bookings", .count($0.count))]) }
                    )
                ),
                ("received_hours", JSONReport.hours(report.receivedHours)),
                ("start_hours", JSONReport.hours(report.startHours)), ("lead_times", leadTimes),
                ("marked_bookings", .array(report.marked.map(JSONReport.marked))),
                ("records", .count(subject.records)), ("faults", .array(subject.faults.map { .string($0) })),
            ]
        )
    }

    private var eventTypes: JSONValue {
        let types = report.outcomes
        return .members([
            (
                "values",
                .array(
                    types.top.map { .members([("value", .string($0.eventType))] + JSONReport.outcomes($0.outcomes)) }
                )
            ),
            ("others", .members([("values", .count(types.otherValues))] + JSONReport.outcomes(types.others))),
            ("none", .members(JSONReport.outcomes(types.without))),
        ])
    }

    private var leadTimes: JSONValue {
        let leads = report.leadTimes
        let parts = leads.parts.map { part in
            JSONValue.members([
                ("from_ms", .optional(part.from)), ("to_ms", .optional(part.to)), ("bookings", .count(part.count)),
            ])
        }
        return .members([
            ("median_ms", .optional(leads.median)), ("p90_ms", .optional(leads.ninetieth)), ("parts", .array(parts)),
            ("none", .count(leads.unknown)),
        ])
    }

    private static func outcomes(_ outcomes: Outcomes) -> [(String, JSONValue)] {
        [
            ("bookings", .count(outcomes.bookings)), ("canceled", .count(outcomes.canceled)),
            ("rescheduled", .count(outcomes.rescheduled)), ("no_shows", .count(outcomes.noShows)),
            ("completed", .count(outcomes.completed)),
        ]
    }

    private static func rank(_ rank: RankedCounts) -> JSONValue {
        let values = rank.top.map { count in
            JSONValue.members([("value", .optional(count.value)), ("bookings", .count(count.count))])
        }
        return .members([
            ("values", .array(values)),
            ("others", .members([("values", .count(rank.otherValues)), ("bookings", .count(rank.others))])),
            ("none", .count(rank.without)),
        ])
    }

    private static func marked(_ booking: MarkedBooking) -> JSONValue {
        .members([
            ("id", .optional(booking.id)), ("seq", .number(String(booking.sequence))),
            ("received", .time(booking.receivedAt)), ("starts", .time(booking.startsAt)),
            ("start_uncertain", .bool(booking.startIsUncertain)), ("status", .optional(booking.status)),
            ("event_type", .optional(booking.eventType)), ("host", .optional(booking.host)),
        ])
    }

    private static func hours(_ hours: WeekHours) -> JSONValue {
        .array(hours.counts.map { .array($0.map { .count($0) }) })
    }

    private static func span(_ span: ClosedRange<Timestamp>?) -> JSONValue {
        guard let span else { return .null }
        return .members([("first", .time(span.lowerBound)), ("last", .time(span.upperBound))])
    }

    private static func name(of facet: Facet) -> String {
        switch facet {
        case .status: "statuses"
        case .product: "products"
        case .masterPage: "master_pages"
        case .bookingPage: "booking_pages"
        case .bookingCalendar: "booking_calendars"
        case .source: "sources"
        case .channel: "channels"
        case .host: "hosts"
        default: facet.rawValue
        }
    }
}

extension JSONValue {
    fileprivate static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONMember(name: $0.0, value: $0.1) })
    }

    fileprivate static func count(_ count: Int) -> JSONValue { .number(String(count)) }

    fileprivate static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    fileprivate static func optional(_ number: Int64?) -> JSONValue { number.map { .number(String($0)) } ?? .null }

    fileprivate static func time(_ instant: Timestamp?) -> JSONValue { optional(instant?.iso8601) }
}
