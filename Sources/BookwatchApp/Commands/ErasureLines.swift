import Storage

/// What is told of an erasure.
enum ErasureLines {
    /// What there is of a person, before anything is written.
    static func found(_ report: ErasureReport, in path: String) -> [String] {
        guard !report.isEmpty else {
            return ["Nothing of this person is in \(path) or the files beside it."] + skipped(report)
        }
        var lines = ["In \(path):"]
        lines += counts(report).map { "  " + $0 }
        for file in report.files { lines.append("Beside it, in \(file.name): \(count(file.lines, "line", "lines"))") }
        return lines + skipped(report)
    }

    /// What was done.
    static func done(_ report: ErasureReport) -> [String] {
        let beside = report.files.reduce(0) { $0 + $1.lines } + report.brokenLines
        return [
            "Erased: \(count(report.records, "record", "records"))"
                + (beside > 0 ? ", \(count(beside, "other line", "other lines"))" : "") + "."
        ]
    }

    /// Where the person may stand besides.
    static let outOfReach = [
        "Out of reach, and yours to look after:",
        "  OnceHub itself, which has the booking and may send it again",
        "  backups and snapshots of the disk, copies of the log, exports, what repair wrote",
        "  the logs of a web server or proxy in front, where redirects stand with their queries",
        "  browsers' histories, and pages that a redirect or a form was sent on to",
        "  terminals' scrollback, clipboards, shells' histories, and the filters and views that viewers keep",
    ]

    private static func counts(_ report: ErasureReport) -> [String] {
        var lines: [String] = []
        if report.bookings > 0 {
            let sightings = count(report.sightings, "sighting", "sightings")
            lines.append("\(count(report.bookings, "booking", "bookings")) of this person, \(sightings)")
        }
        if report.mentions > 0 {
            lines.append("\(count(report.mentions, "sighting", "sightings")) of other bookings, which hold the address")
        }
        if report.annotations > 0 { lines.append(count(report.annotations, "mark or remark", "marks or remarks")) }
        if report.brokenLines > 0 {
            lines.append(count(report.brokenLines, "line that is no record", "lines that are no records"))
        }
        return lines.isEmpty ? ["nothing"] : lines
    }

    private static func skipped(_ report: ErasureReport) -> [String] {
        report.skipped.map { "Not looked into, as it is no ordinary file: \($0)" }
    }

    private static func count(_ number: Int, _ one: String, _ several: String) -> String {
        "\(number) \(number == 1 ? one : several)"
    }
}
