import Bookings
import Ledger
import Screen

/// Moving in time, and the strip of arrivals.
extension DashboardState {
    /// The rows of the screen from which on the strip is shown unless it is switched off.
    private static let rowsForStrip = 30

    /// Whether the strip is wanted on the screen.
    var wantsStrip: Bool {
        focus == .strip || (showsStrip ?? (size.rows >= DashboardState.rowsForStrip && ledger.count > 0))
    }

    mutating func toggleStrip() { showsStrip = layout.strip.rows == 0 }

    mutating func zoomStrip(by distance: Int) {
        if layout.strip.rows == 0 { return toggleStrip() }
        if !strip.zoom(by: distance) { notices.append("The strip has no other zoom in that direction") }
    }

    /// Counts the bars anew where they changed.
    mutating func refreshStrip() {
        let rect = layout.strip
        guard rect.rows > 0 else { return strip.invalidate() }
        strip.refresh(list.rows, in: ledger, bars: rect.columns, clock: clock, at: selectedArrival)
    }

    /// When the selected booking came.
    var selectedArrival: Timestamp? { list.selection.map(ledger.receivedAt) }

    /// Begins to choose a range of time on the strip.
    mutating func beginRange() {
        focus = .strip
        refreshStrip()
        guard layout.strip.rows > 0 else {
            focus = pane
            notices.append("There is no room for the strip of arrivals")
            return
        }
        strip.begin(at: selectedArrival)
    }

    mutating func performInStrip(_ action: Action) {
        let page = max(1, layout.strip.columns / 8)
        switch action {
        case .next: strip.move(by: 1)
        case .previous: strip.move(by: -1)
        case .pageDown: strip.move(by: page)
        case .pageUp: strip.move(by: -page)
        case .first: strip.move(by: -strip.counts.count)
        case .last: strip.move(by: strip.counts.count)
        case .zoomIn, .zoomOut:
            let middle = strip.chosenTime?.lowerBound
            guard strip.zoom(by: action == .zoomIn ? 1 : -1) else { return }
            refreshStrip()
            strip.begin(at: middle)
        case .brush: strip.setAnchor()
        case .accept:
            if let time = strip.chosenTime { narrow(to: time) }
            endRange()
        case .clearValues: strip.begin(at: selectedArrival)
        case .cancel: endRange()
        default: break
        }
    }

    /// Lists only what came in a range of time, of what is listed already; `u` brings the rest back.
    private mutating func narrow(to time: Range<Timestamp>) {
        // The filter language counts in minutes, and its second minute is included.
        let last = Timestamp(milliseconds: max(time.lowerBound.milliseconds, time.upperBound.milliseconds - 60_000))
        let text = "received:" + [time.lowerBound, last].map(minute).joined(separator: "..")
        changeFilter { content in
            content.text = Filter.combining([content.text, text])
            content.isOn = true
        }
    }

    /// `2026-02-03T14:00` on the viewer's clocks.
    private func minute(_ instant: Timestamp) -> String {
        let civil = ClockText.civil(instant, in: clock.zone)
        let date = [civil.month, civil.day].map(NumberText.twoDigits).joined(separator: "-")
        return "\(civil.year)-\(date)T\(ClockText.time(civil))"
    }

    private mutating func endRange() {
        strip.end()
        focus = pane
    }

    /// Moves the selection to another time; the list keeps its order and its filter.
    mutating func performTime(_ action: Action) {
        let reader = TimeReader(order: list.content.order, ledger: ledger)
        guard let now = list.selection.flatMap(reader.time) else {
            notices.append("Select a booking first: times are counted from it")
            return
        }
        let isForward = [.nextHour, .nextDay, .nextGap].contains(action)
        let times = reader.times(of: list.rows)
        let target: Int? =
            switch action {
            case .nextHour, .previousHour: times.row(beyond: now, by: .hour, isForward: isForward, zone: clock.zone)
            case .nextDay, .previousDay: times.row(beyond: now, by: .day, isForward: isForward, zone: clock.zone)
            default: times.row(acrossGapFrom: now, isForward: isForward)
            }
        guard let target else {
            let noun = action == .nextGap || action == .previousGap ? "gap" : "booking"
            notices.append("There is no \(noun) \(isForward ? "later" : "earlier") among those listed")
            return
        }
        list.select(target, in: ledger, visible: layout.visibleBookings)
    }

    /// Goes to a time that was typed: `9am`, `-2h`, `yesterday`, `next`, `30%`.
    ///
    /// In a replay it is the replay that goes there.
    ///
    /// - Returns: what is wrong with it, nil once it is done; and what is to be done.
    mutating func goTo(_ text: String) -> (complaint: String?, effects: [Effect]) {
        let words = text.trimmed.lowercased()
        guard configuration.mode == .replay, words != "next" else { return (select(words), []) }
        guard let place = replayPlace(words) else {
            return ("write 12:04, 9am, -2h, yesterday, 2026-02-03 14:30, next or 30%", [])
        }
        return (nil, [.replay(.jump(place))])
    }

    private mutating func select(_ words: String) -> String? {
        if words == "next" {
            guard let row = statistics.next, list.content.contains(row) else {
                return "no meeting is ahead among those listed"
            }
            list.select(row, in: ledger, visible: layout.visibleBookings)
            return nil
        }
        if let share = words.hasSuffix("%") ? Int(words.dropLast()) : nil {
            guard (0...100).contains(share), !list.rows.isEmpty else { return "write 0% to 100%" }
            let place = (list.rows.count - 1) * share / 100
            list.select(list.rows[place], in: ledger, visible: layout.visibleBookings)
            return nil
        }
        guard let instant = TimeExpression(words)?.instant(now: clock.now, zone: clock.zone) else {
            return "write 9am, 14:30, -2h, yesterday, mon 9am, 3 feb, 2026-02-03, next or 30%"
        }
        let times = TimeReader(order: list.content.order, ledger: ledger).times(of: list.rows)
        guard let row = times.row(from: instant) else { return "nothing is listed" }
        list.select(row, in: ledger, visible: layout.visibleBookings)
        return nil
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
