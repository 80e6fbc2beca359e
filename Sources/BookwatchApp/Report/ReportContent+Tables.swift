import Bookings
import Dashboard
import Ledger

/// The tables of a report.
extension ReportContent {
    static func statuses(_ report: BookingReport) -> Table {
        var table = Table(columns: counted("Status"), rows: [], isWhole: true)
        guard let rank = report.rank(of: .status) else { return table }
        table.rows = rows(rank, of: report.bookings)
        for (index, count) in rank.top.enumerated() {
            table.rows[index].cells[0] = .value(StatusText.word(count.value ?? ""))
            table.rows[index].tone = tone(ofStatus: count.value ?? "")
        }
        return table
    }

    static func leadTable(_ leads: LeadTimes) -> Table {
        Table(
            columns: counted("Booked ahead"),
            rows: leads.parts.map { part in
                row(.label(ReportText.lead(part)), part.count, of: leads.known)
            }
        )
    }

    static func ranks(_ rank: RankedCounts, of bookings: Int) -> Section {
        let (title, one) = names(of: rank.facet)
        let isShared = rank.facet == .channel
        guard rank.without < bookings else {
            return Section(title: title, blocks: [.lines(["None is known of any booking."])])
        }
        return Section(
            title: title,
            remark: isShared ? "A booking counts for each channel that it was seen on." : "",
            blocks: [.table(Table(columns: counted(one), rows: rows(rank, of: bookings)))]
        )
    }

    static func eventTypes(_ outcomes: EventTypeOutcomes) -> Table {
        var table = Table(
            columns: [
                .init(title: "Event type", isNumber: false), .init(title: "Bookings"),
                .init(title: "Canceled"), .init(title: "%", spoken: "Share canceled"),
                .init(title: "Rescheduled"), .init(title: "%", spoken: "Share rescheduled"),
                .init(title: "No-shows"), .init(title: "%", spoken: "Share of no-shows"),
            ],
            rows: outcomes.top.map { row(.value($0.eventType), $0.outcomes) }
        )
        if outcomes.otherValues > 0 { table.rows.append(row(.words(others(outcomes.otherValues)), outcomes.others)) }
        if outcomes.without.bookings > 0 { table.rows.append(row(.words(Self.none), outcomes.without)) }
        var all = row(.words("all"), outcomes.total)
        all.bar = nil
        table.rows.append(all)
        return table
    }

    static func marked(_ report: BookingReport, _ zone: ZoneRules) -> Section {
        let names = ["Booking", "Received", "Starts", "Status", "Event type", "Host"]
        let rows = report.marked.map { booking in
            let start = booking.startsAt.map { ReportText.time($0, in: zone) }
            return Table.Row(cells: [
                booking.id.map { .value($0) } ?? .words("number \(booking.sequence)"),
                .label(ReportText.time(booking.receivedAt, in: zone)),
                start.map { .label((booking.startIsUncertain ? "≈ " : "") + $0) } ?? .words(Self.none),
                booking.status.map { .value(StatusText.word($0)) } ?? .words(Self.none),
                booking.eventType.map { .value($0) } ?? .words(Self.none),
                booking.host.map { .value($0) } ?? .words(Self.none),
            ])
        }
        let others = report.markedCount - report.marked.count
        return Section(
            title: "Marked bookings",
            isWide: true,
            remark: others > 0 ? "And \(ReportText.number(others)) more." : "",
            blocks: [.table(Table(columns: names.map { .init(title: $0, isNumber: false) }, rows: rows))]
        )
    }

    /// What stands for bookings without a value.
    private static let none = "none"

    private static func counted(_ name: String) -> [Table.Column] {
        [.init(title: name, isNumber: false), .init(title: "Bookings"), .init(title: "%", spoken: "Share of bookings")]
    }

    private static func rows(_ rank: RankedCounts, of bookings: Int) -> [Table.Row] {
        var rows = rank.top.map { count in
            let value = count.value ?? ""
            return row(.value(rank.facet == .product ? ProductText.name(value) : value), count.count, of: bookings)
        }
        if rank.otherValues > 0 { rows.append(row(.words(others(rank.otherValues)), rank.others, of: bookings)) }
        if rank.without > 0 { rows.append(row(.words(none), rank.without, of: bookings)) }
        return rows
    }

    private static func row(_ name: Table.Cell, _ count: Int, of whole: Int) -> Table.Row {
        Table.Row(cells: [name, .number(count), .share(count, of: whole)], bar: count, tone: tone(of: name))
    }

    private static func row(_ name: Table.Cell, _ outcomes: Outcomes) -> Table.Row {
        let counts = [outcomes.canceled, outcomes.rescheduled, outcomes.noShows]
        return Table.Row(
            cells: [name, .number(outcomes.bookings)]
                + counts.flatMap { [.number($0), .share($0, of: outcomes.bookings)] },
            bar: outcomes.bookings,
            tone: tone(of: name)
        )
    }

    /// What is no single value stands back.
    private static func tone(of name: Table.Cell) -> Table.Tone? {
        if case .words = name { .other } else { nil }
    }

    private static func others(_ count: Int) -> String {
        count == 1 ? "1 other" : "\(ReportText.number(count)) others"
    }

    private static func tone(ofStatus status: String) -> Table.Tone {
        status == "no_show" ? .missed : Table.Tone(rawValue: status) ?? .other
    }

    private static func names(of facet: Facet) -> (several: String, one: String) {
        switch facet {
        case .product: ("Products", "Product")
        case .masterPage: ("Master pages", "Master page")
        case .bookingPage: ("Booking pages", "Booking page")
        case .bookingCalendar: ("Booking calendars", "Booking calendar")
        case .source: ("Sources", "Source")
        case .channel: ("Channels", "Channel")
        case .host: ("Hosts", "Host")
        default: (facet.rawValue, facet.rawValue)
        }
    }
}
