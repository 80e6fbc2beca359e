import Bookings
import Dashboard
import Ledger

/// The words of a report.
extension ReportContent {
    /// Says what a subject is about, and what its report tells.
    init(_ subject: ReportSubject) {
        title = subject.title
        facts = ReportContent.facts(subject)
        figures = ReportContent.figures(subject.report)
        sections = ReportContent.sections(subject)
        closing =
            "This report names no customers: neither names, addresses and numbers nor answers are in it. Hosts are named. "
            + "Made by bookwatch \(Version.current)."
    }

    private static func sections(_ subject: ReportSubject) -> [Section] {
        let report = subject.report
        let busyness = [
            busiest(report.startHours), leftOut(report.leadTimes.unknown), unsettled(report.uncertainStarts),
        ]
        let sections = [
            Section(title: "Status", isWide: true, blocks: [.table(statuses(report))]),
            Section(title: "Bookings by day", isWide: true, blocks: [.days(report.days)]),
            Section(
                title: "When customers book",
                isWide: true,
                remark: busiest(report.receivedHours),
                blocks: [.week(report.receivedHours, name: "Bookings")]
            ),
            Section(
                title: "When meetings start",
                isWide: true,
                remark: busyness.filter { !$0.isEmpty }.joined(separator: " "),
                blocks: [.week(report.startHours, name: "Starts")]
            ),
            Section(
                title: "Lead time",
                isWide: true,
                remark: leads(report.leadTimes),
                blocks: [.table(leadTable(report.leadTimes))]
            ),
            Section(
                title: "Event types",
                isWide: true,
                remark: "Shares are of the bookings of the event type. What was moved and then canceled is in both.",
                blocks: [.table(eventTypes(report.outcomes))]
            ),
        ]
        let groups = report.ranks.filter { $0.facet != .status }.map { ranks($0, of: report.bookings) }
        return sections + groups + (report.markedCount > 0 ? [marked(report, subject.zone)] : []) + [log(subject)]
    }

    private static func facts(_ subject: ReportSubject) -> [Fact] {
        let report = subject.report
        let received = report.received.map { span in
            let ends = [span.lowerBound, span.upperBound].map { ReportText.time($0, in: subject.zone) }
            return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to ")
        }
        let asked = [
            subject.from.map { "from " + ReportText.time($0, in: subject.zone) },
            subject.to.map { "before " + ReportText.time($0, in: subject.zone) },
        ].compactMap(\.self).joined(separator: ", ")
        return [
            Fact(name: "Received", value: (received ?? "nothing") + (asked.isEmpty ? "" : " (asked for: \(asked))")),
            Fact(name: "Zone", value: subject.report.zone),
            Fact(
                name: subject.logs.count == 1 ? "Log" : "Logs",
                value: subject.logs.map(ReportText.shown).joined(separator: ", ")
            ),
        ] + (subject.filter.map { [Fact(name: "Filter", value: ReportText.shown($0))] } ?? [])
    }

    private static func figures(_ report: BookingReport) -> [Figure] {
        let total = report.outcomes.total
        func share(_ name: String, _ count: Int) -> Figure {
            Figure(name: name, value: ReportText.share(count, of: report.bookings), remark: ReportText.bookings(count))
        }
        let busiest = report.receivedHours.busiest(1).first
        let sightings = ReportText.number(report.sightings) + (report.sightings == 1 ? " sighting" : " sightings")
        return [
            Figure(name: "Bookings", value: ReportText.number(report.bookings), remark: sightings),
            share("Canceled", total.canceled),
            share("Rescheduled", total.rescheduled),
            share("No-shows", total.noShows),
            Figure(
                name: "Median lead time",
                value: report.leadTimes.median.map(ReportText.duration) ?? "–",
                remark: report.leadTimes.ninetieth.map { "9 of 10 within " + ReportText.duration($0) } ?? ""
            ),
            Figure(
                name: "Busiest hour",
                value: busiest.map(ReportText.hour) ?? "–",
                remark: busiest.map { ReportText.bookings($0.count) } ?? ""
            ),
        ]
    }

    /// The five busiest hours.
    private static func busiest(_ hours: WeekHours) -> String {
        let busiest = hours.busiest(5).map { "\(ReportText.hour($0)) (\(ReportText.number($0.count)))" }
        return busiest.isEmpty ? "" : "Busiest: " + busiest.joined(separator: ", ") + "."
    }

    private static func leads(_ leads: LeadTimes) -> String {
        let leftOut = leftOut(leads.unknown)
        guard let median = leads.median, let ninetieth = leads.ninetieth else { return leftOut }
        let words =
            "From the booking to its start. Half are made at most \(ReportText.duration(median)) ahead, "
            + "nine of ten at most \(ReportText.duration(ninetieth))."
        return leftOut.isEmpty ? words : words + " " + leftOut
    }

    private static func unsettled(_ count: Int) -> String {
        guard count > 0 else { return "" }
        return count == 1 ? "1 start is not settled yet." : "\(ReportText.number(count)) starts are not settled yet."
    }

    private static func leftOut(_ count: Int) -> String {
        guard count > 0 else { return "" }
        return "\(ReportText.bookings(count)) without a known start \(count == 1 ? "is" : "are") left out."
    }

    private static func log(_ subject: ReportSubject) -> Section {
        let report = subject.report
        let records = ReportText.number(subject.records) + (subject.records == 1 ? " record" : " records")
        var lines = [records + " read."]
        if report.cutOff > 0 {
            lines.append(
                "Of \(ReportText.bookings(report.cutOff)) only a redirect that was cut off on the way is known."
            )
        }
        lines += subject.faults.isEmpty ? ["Nothing is wrong with what was read."] : subject.faults
        return Section(title: subject.logs.count == 1 ? "The log" : "The logs", isWide: true, blocks: [.lines(lines)])
    }
}
