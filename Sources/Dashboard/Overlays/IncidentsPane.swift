import Bookings
import Ledger
import Screen

/// The incidents: what happened at the endpoint that its owner should know of, the newest last.
struct IncidentsPane: Sendable {
    /// More than any endpoint keeps.
    private static let limit = 500

    /// By the time at which each happened last.
    private(set) var incidents: [Incident] = []
    /// When the newest incident happened that was on the screen.
    private var seenUntil: Timestamp?
    /// The same, when the pane was opened: what came later is marked.
    private var knownUntil: Timestamp?
    /// The lines below the last one shown.
    private(set) var linesBelow = 0

    /// The incidents that were not looked at.
    var unseen: Int { incidents.count { isAfter(seenUntil, $0) } }

    /// Whether the endpoint cannot store bookings, as far as it was told.
    var isLogFailing: Bool {
        incidents.last { $0.kind == .logFailing || $0.kind == .logWritable }?.kind == .logFailing
    }

    mutating func add(_ incident: Incident) {
        incidents.removeAll { $0.number == incident.number }
        let place = incidents.lastIndex { $0.at <= incident.at }.map { $0 + 1 } ?? 0
        incidents.insert(incident, at: place)
        if incidents.count > IncidentsPane.limit { incidents.removeFirst() }
    }

    /// Forgets them, as the endpoint tells all anew; what was looked at stays so.
    mutating func clear() {
        incidents = []
        linesBelow = 0
    }

    /// Forgets everything, as when another log begins.
    mutating func reset() { self = IncidentsPane() }

    mutating func open() {
        linesBelow = 0
        knownUntil = seenUntil
        see()
    }

    /// Takes all as looked at.
    mutating func see() { seenUntil = incidents.last?.at ?? seenUntil }

    mutating func scroll(by distance: Int, lines: Int, visible: Int) {
        linesBelow = min(max(0, linesBelow.addingReportingOverflow(distance).partialValue), max(0, lines - visible))
    }

    /// The lines for a width.
    func lines(width: Int, _ context: RenderContext) -> [StyledLine] {
        var lines: [StyledLine] = []
        guard !incidents.isEmpty else { return IncidentsPane.emptyLines(width: width) }
        for incident in incidents {
            if !lines.isEmpty, width >= 60 { lines.append(StyledLine()) }
            lines += entry(incident, width: width, context)
        }
        return lines
    }

    private func entry(_ incident: Incident, width: Int, _ context: RenderContext) -> [StyledLine] {
        let sign = isAfter(knownUntil, incident) ? context.glyphs.text(.new) : " "
        let time = ClockText.received(
            ClockText.civil(incident.at, in: context.clock.zone),
            today: context.clock.today
        )
        // The times of a wide screen stand in a column of their own.
        let indent = width >= 60 ? 12 : 2
        var head = StyledLine(sign, .bookingNew).appending(" ", .text)
        head.append(indent > 2 ? time + String(repeating: " ", count: max(1, 10 - time.count)) : time, .muted)
        if indent == 2 {
            if incident.count > 1 { head.append(times(incident, context), .accent) }
            return [head] + wrapped(summary(incident), .text, indent, width)
                + wrapped(IncidentText.advice(incident), .muted, indent, width)
        }
        var parts = wrapped(summary(incident), .text, 0, width - indent - 8)
        if let first = parts.first { head.spans += first.spans }
        if incident.count > 1 { head.append(times(incident, context), .accent) }
        parts = parts.dropFirst().map { StyledLine(String(repeating: " ", count: indent), .text).joined($0) }
        return [head] + parts + wrapped(IncidentText.advice(incident), .muted, indent, width)
    }

    private func times(_ incident: Incident, _ context: RenderContext) -> String {
        "  \(context.typography.times)\(NumberText.grouped(incident.count))"
    }

    private func summary(_ incident: Incident) -> String {
        let text = IncidentText.summary(incident)
        // Where the words name the source already, it need not stand there twice.
        guard let source = incident.source, ![.badToken, .undeclaredSource].contains(incident.kind) else { return text }
        return "\(text) (source \(VisibleText.of(source)))"
    }

    private func wrapped(_ text: String, _ role: StyleRole, _ indent: Int, _ width: Int) -> [StyledLine] {
        TextWrap.lines(text, width: max(1, width - indent), limit: 12).enumerated().map { index, part in
            // A line that was cut at a blank does not begin with it.
            let part = index > 0 ? part.drop { $0 == " " } : part
            return StyledLine(String(repeating: " ", count: indent), .text).appending(String(part), role)
        }
    }

    private func isAfter(_ instant: Timestamp?, _ incident: Incident) -> Bool {
        instant.map { incident.at > $0 } ?? true
    }

    private static func emptyLines(width: Int) -> [StyledLine] {
        var writer = DetailWriter(width: width)
        writer.text("Nothing to report.", .text)
        writer.blank()
        writer.text(
            "What the endpoint refused or could not read would stand here with what to do about it: pages and sources "
                + "that are not declared, wrong tokens and signatures, and what the script in a page could not do.",
            .muted
        )
        return writer.lines
    }
}

extension StyledLine {
    /// The line with another after it.
    fileprivate func joined(_ other: StyledLine) -> StyledLine {
        var line = self
        line.spans += other.spans
        return line
    }
}

extension IncidentsPane {
    func render(into frame: inout Frame, in rect: Rect, _ context: RenderContext) {
        frame.fill(rect, role: .overlayText)
        guard rect.rows > 0 else { return }
        let inner = HelpOverlay.inner(rect)
        let text = IncidentsPane.text(in: rect)
        let count = incidents.count
        frame.write("Incidents", row: inner.row, column: inner.column, width: inner.columns, role: .overlayTitle)
        let what = count == 0 ? "" : count == 1 ? "1 incident" : "\(NumberText.grouped(count)) incidents"
        frame.write(
            what,
            row: inner.row,
            column: inner.column + 10,
            width: max(0, inner.columns - 10),
            role: .muted,
            alignment: .right
        )
        let lines = lines(width: text.columns, context)
        // Nothing is cut at the top while there is room below it; and what says that there is nothing is read from its top.
        let most = max(0, lines.count - text.rows)
        let below = incidents.isEmpty ? most : min(linesBelow, most)
        let top = max(0, lines.count - below - text.rows)
        for line in 0..<max(0, text.rows) where top + line < lines.count - below {
            frame.write(lines[top + line], row: text.row + line, column: text.column, width: text.columns)
        }
    }

    /// Where the lines stand within the overlay: below the title, and below a blank line where there is room.
    static func text(in rect: Rect) -> Rect {
        let inner = HelpOverlay.inner(rect)
        let head = min(rect.rows, rect.rows >= 12 ? 2 : 1)
        return Rect(row: inner.row + head, column: inner.column, columns: inner.columns, rows: rect.rows - head)
    }
}
