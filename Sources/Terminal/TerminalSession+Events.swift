import CTerminal
public import Screen

extension TerminalSession {
    /// How long a lone escape may be the begin of a longer sequence.
    private static let escapeDelay: Int32 = 25

    /// Waits until something happened, and returns all that did, in order.
    ///
    /// Keys come before what else happened at the same time. A terminal that is gone is reported by every call.
    public func events(waitingUpTo milliseconds: Int?) -> [TerminalEvent] {
        guard isOpen else { return [.hangUp] }
        var happened = bw_wait(milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1)
        var events: [TerminalEvent] = []
        if happened & BW_INPUT.rawValue != 0 { readInput(into: &events) }
        // Other events may come meanwhile, but not without end.
        for _ in 0..<4 where input.isInEscape {
            let more = bw_wait(TerminalSession.escapeDelay)
            happened |= more
            if more & BW_INPUT.rawValue != 0 { readInput(into: &events) }
            if more == 0 { break }
        }
        input.endEscape(into: &events)
        heedReports()
        return events.map(bounded) + answer(happened)
    }

    /// How long the answers to what was just asked are waited for at the end, so that they do not come upon the shell.
    private static let answerDelay: Int64 = 100
    /// After this time a terminal that has not answered does not answer.
    private static let longestSilence: Int64 = 1_000

    /// Takes the answers that are still to come, before the terminal is given back.
    func awaitAnswers() {
        guard let asked = askedAt else { return }
        let start = bw_milliseconds()
        guard start - asked < TerminalSession.longestSilence else { return }
        var events: [TerminalEvent] = []
        while askedAt != nil, !events.contains(.hangUp) {
            let rest = start + TerminalSession.answerDelay - bw_milliseconds()
            guard rest > 0, bw_wait(Int32(rest)) & BW_GONE.rawValue == 0 else { return }
            readInput(into: &events)
            heedReports()
        }
    }

    private func heedReports() {
        for report in input.reports {
            switch report {
            case .attributes: askedAt = nil
            case .mode(2026, let isKnown): bw_synchronize_updates(isKnown)
            case .mode(2031, let isKnown): bw_set_mode(BW_MODE_SCHEME, isKnown)
            case .mode, .background: break
            }
        }
        input.reports.removeAll()
    }

    /// A mouse event is on the screen, whatever the terminal says.
    private func bounded(_ event: TerminalEvent) -> TerminalEvent {
        guard case .mouse(let mouse) = event else { return event }
        let place = Position(
            row: max(0, min(mouse.position.row, size.rows - 1)),
            column: max(0, min(mouse.position.column, size.columns - 1))
        )
        return .mouse(MouseEvent(mouse.kind, at: place, mouse.modifiers))
    }

    private func readInput(into events: inout [TerminalEvent]) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // Bounded, so that a flood of input cannot hold up the screen.
        for _ in 0..<64 {
            let count = bw_read(&buffer, Int32(buffer.count))
            guard count >= 0 else { return events.append(.hangUp) }
            guard count > 0 else { return }
            for byte in buffer[..<Int(count)] { input.parse(byte, into: &events) }
        }
    }

    /// What the bits of `bw_wait` say, in the order in which the run loop should see it.
    private func answer(_ happened: UInt32) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        func has(_ event: bw_event) -> Bool { happened & event.rawValue != 0 }
        if has(BW_SUSPEND_ASKED) { suspend() }
        if has(BW_CONTINUED), isOpen {
            bw_take_back()
            ask()
            redraw()
        }
        let before = size
        if has(BW_RESIZED) || has(BW_CONTINUED) { measure() }
        // The terminal may have been smaller in between, even if it has its old size again, and then it forgot what it showed.
        if has(BW_RESIZED) { redraw() }
        if size != before { events.append(.resized(size)) }
        if has(BW_WOKEN) { events.append(.woken) }
        if has(BW_INTERRUPTED) { events.append(.signal(.interrupt)) }
        if has(BW_QUIT_ASKED) { events.append(.signal(.quit)) }
        if has(BW_TERMINATED) { events.append(.signal(.terminate)) }
        if has(BW_HANG_UP_ASKED) { events.append(.signal(.hangUp)) }
        if has(BW_GONE) { events.append(.hangUp) }
        return events
    }
}
