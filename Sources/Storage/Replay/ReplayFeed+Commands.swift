public import Ledger
import Synchronization

/// The part of a log that is repeated, as it is given on the command line.
public struct ReplayLoop: Equatable, Sendable {
    /// One end of it.
    public enum End: Equatable, Sendable {
        /// A share of the log's time, from 0 to 1.
        case share(Double)
        /// A time, seen from the log's first record.
        case time(TimeExpression)
    }

    /// Where it begins; nil for the first record.
    public var start: End?
    /// Where it ends; nil for the last record.
    public var end: End?

    /// Makes a loop; without ends it is the whole log.
    public init(start: End? = nil, end: End? = nil) {
        self.start = start
        self.end = end
    }
}

extension ReplayFeed {
    /// Changes the pace or the place; takes effect at once.
    public func perform(_ command: ReplayCommand) {
        let now = MonotonicClock.milliseconds
        let length = log.with { $0.timeline.length }
        state.withLock { state in
            state.commands += 1
            // The time up to now passed at the old pace.
            state.pace.length = length
            state.pace.advance(to: now)
            state.perform(command)
        }
        log.change.signal()
    }
}

extension ReplayFeed.State {
    fileprivate mutating func perform(_ command: ReplayCommand) {
        search = nil
        switch command {
        case .togglePause: pace.togglePause()
        case .faster: pace.faster()
        case .slower: pace.slower()
        case .speed(let speed): pace.set(speed: speed)
        case .step(let distance):
            pace.pause()
            var from = place
            if case .place(let asked)? = target { from = asked }
            let (sum, overflows) = from.addingReportingOverflow(distance)
            target = .place(overflows ? (distance < 0 ? 0 : .max) : sum)
        case .seek(let distance):
            var from = pace.position
            if case .position(let asked)? = target { from = asked }
            let (sum, overflows) = from.addingReportingOverflow(distance)
            target = .position(overflows ? (distance < 0 ? 0 : .max) : max(0, sum))
        case .jump(let place): target = .given(place)
        case .find(let filter, let isForward): search = ReplayFeed.Search(filter: filter, isForward: isForward)
        case .marker(let isForward): target = .marker(isForward: isForward)
        case .loopFromHere:
            loopEnds.append(.start)
            setLoopEnds()
        case .loopToHere:
            loopEnds.append(.end)
            setLoopEnds()
        case .toggleLoop: loop.isOn.toggle()
        }
    }
}

extension ReplayFeed.State {
    /// Sets the ends of the loop where it is now; while it is still to go somewhere, they wait for that.
    mutating func setLoopEnds() {
        guard target == nil else { return }
        for end in loopEnds {
            switch end {
            case .start: loop.begin(at: pace.position)
            case .end: loop.end(at: pace.position)
            }
        }
        loopEnds = []
    }
}

extension ReplayFeed.LoopState {
    /// An end that is not behind the new start is forgotten.
    mutating func begin(at position: Int64) {
        start = position
        if let end, end <= position { self.end = nil }
    }

    /// With its end the loop begins to work.
    mutating func end(at position: Int64) {
        end = position
        if let start, start >= position { self.start = nil }
        isOn = true
    }

    /// The range that is repeated; nil where that is off, or too short to be one.
    func range(length: Int64) -> Range<Int64>? {
        let range = (from: start ?? 0, to: min(end ?? length, length))
        return isOn && range.from < range.to ? range.from..<range.to : nil
    }
}
