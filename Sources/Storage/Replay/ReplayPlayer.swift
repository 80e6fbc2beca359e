import Bookings
import Ledger
import Synchronization

/// Delivers a replay: the work of its thread.
struct ReplayPlayer {
    /// What is to be done next.
    private enum Move {
        case stop
        case stay
        /// To have so many records delivered.
        case go(to: Int, found: UInt64?)
        case search(ReplayFeed.Search)
        case say(String)
    }

    /// The records that are delivered together; few enough for a first screen at once.
    private static let pieceLength = 1_000
    /// From so many records on a snapshot tells all at once.
    private static let bulk = 2_000
    /// How often the position is told while nothing else happens, in milliseconds.
    private static let progressInterval: Int64 = 1_000

    let feed: ReplayFeed
    let deliver: @Sendable (FeedEvent) -> Void
    var log: ReplayLog { feed.log }
    /// What the viewer has: so many records, and the ledger with them where ledgers are kept.
    var current = ReplayCheckpoints.Checkpoint(place: 0, ledger: BookingLedger())
    var outline = ReplayOutline()
    private var reported: ReplayProgress?
    private var isCaughtUp = false
    private var hasToldOfAnnotations = false

    private var keepsLedger: Bool { feed.options.keeps == .checkpoints }
    private var hasToldOfLogs = false

    init(feed: ReplayFeed, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        self.feed = feed
        self.deliver = deliver
    }

    /// Delivers until the feed is stopped.
    mutating func run(after sequence: UInt64) {
        deliver(.link(.replaying))
        begin(after: sequence)
        while true {
            let seen = (log.with { $0.version }, feed.state.withLock { $0.commands })
            tellOfLogs()
            addAnnotations()
            switch takeTurn() {
            case .stop: return
            case .stay: break
            case .go(let place, let found): go(to: place, found: found)
            case .search(let search): self.search(search)
            case .say(let text): deliver(.notice(text))
            }
            tell()
            wait(version: seen.0, commands: seen.1)
        }
    }

    /// The clock starts with the delivery, from the last record already had.
    private mutating func begin(after sequence: UInt64) {
        if sequence > 0 {
            log.change.wait { log.with { $0.isLoaded || $0.timeline.lastSequence >= sequence } || isStopped }
            let place = log.with { $0.timeline.index(after: sequence) }
            current.place = place
            if keepsLedger, let checkpoint = log.checkpoint(at: place, while: { !isStopped }) {
                current = checkpoint
            }
        }
        let (due, loop) = log.with { known in
            (current.place > 0 ? known.timeline.due[current.place - 1] : 0, resolve(feed.options.loop, in: known))
        }
        let now = MonotonicClock.milliseconds
        feed.state.withLock { state in
            state.place = current.place
            state.pace.length = max(state.pace.length, due)
            state.pace.advance(to: now)
            state.pace.move(to: due)
            if let loop { state.loop = loop }
        }
    }

    /// Ends that are times are known from the first record on; for shares the whole log must be.
    private func resolve(_ loop: ReplayLoop?, in known: ReplayLog.Known) -> ReplayFeed.LoopState? {
        guard let loop else { return nil }
        let timeline = known.timeline
        func position(_ end: ReplayLoop.End?) -> Int64? {
            switch end {
            case .share(let share)?: Int64(Double(timeline.length) * min(max(share, 0), 1))
            case .time(let time)?:
                time.instant(now: timeline.start, zone: feed.options.zone).map { timeline.position(at: $0) }
            case nil: nil
            }
        }
        return ReplayFeed.LoopState(start: position(loop.start), end: position(loop.end), isOn: true)
    }

    var isStopped: Bool { feed.state.withLock { $0.isStopped } }

    // MARK: Turns

    /// Lets time pass, and takes what was asked for.
    private func takeTurn() -> Move {
        let now = MonotonicClock.milliseconds
        // The log's lock is never taken inside the state's.
        return log.with { known in
            feed.state.withLock { state in
                state.pace.length = known.timeline.length
                state.pace.advance(to: now)
                let move = nextMove(&state, known)
                // A step that is asked for from now on is one from there.
                if case .go(let place, _) = move { state.place = place }
                return move
            }
        }
    }

    private func nextMove(_ state: inout ReplayFeed.State, _ known: ReplayLog.Known) -> Move {
        if state.isStopped { return .stop }
        defer { state.setLoopEnds() }
        if let search = state.search {
            state.search = nil
            return .search(search)
        }
        if let target = state.target { return move(to: target, &state, known) }
        let timeline = known.timeline
        if known.isLoaded, !state.pace.isPaused, state.pace.speed.isFinite,
            let loop = state.loop.range(length: timeline.length), state.pace.position >= loop.upperBound
        {
            // What is due before its end comes first, however fast it goes.
            let last = timeline.count(dueBy: loop.upperBound)
            let isAtEnd = state.place >= last
            state.pace.move(to: isAtEnd ? loop.lowerBound : loop.upperBound)
            return .go(to: isAtEnd ? timeline.count(dueBy: loop.lowerBound) : last, found: nil)
        }
        if state.pace.isPaused { return .stay }
        return .go(to: max(timeline.count(dueBy: state.pace.position), state.place), found: nil)
    }

    private func move(to target: ReplayFeed.Target, _ state: inout ReplayFeed.State, _ known: ReplayLog.Known) -> Move {
        let timeline = known.timeline
        let position: Int64
        switch target {
        case .place(let place):
            state.target = nil
            let place = min(max(place, min(1, timeline.count)), timeline.count)
            state.pace.move(to: place > 0 ? timeline.due[place - 1] : 0)
            return .go(to: place, found: nil)
        case .marker(let isForward):
            state.target = nil
            let places = markers(state, known).map { $0 + 1 }
            let place =
                isForward ? places.first { $0 > state.place } : places.last { $0 < state.place }
            guard let place else {
                return .say("There is no marker \(isForward ? "further on" : "before"); m marks a booking")
            }
            state.pace.move(to: timeline.due[place - 1])
            return .go(to: place, found: timeline.sequences[place - 1])
        case .position(let asked): position = asked
        case .given(.time(let time)): position = time > timeline.end ? .max : timeline.position(at: time)
        case .given(.share(let share)):
            let start = timeline.start.milliseconds
            let length = Double(timeline.end.milliseconds - start) * min(max(share, 0), 1)
            position = known.isLoaded ? timeline.position(at: Timestamp(milliseconds: start + Int64(length))) : .max
        }
        // What is not read yet is waited for, at the end of what is.
        if known.isLoaded || position <= timeline.length { state.target = nil }
        state.pace.move(to: position)
        return .go(to: timeline.count(dueBy: state.pace.position), found: nil)
    }

    /// The places of the records that are marked, in order.
    func markers(_ state: ReplayFeed.State, _ known: ReplayLog.Known) -> [Int] {
        var marked = known.marked
        for annotation in state.annotations {
            switch annotation.isMarked {
            case true?: marked.insert(annotation.of)
            case false?: marked.remove(annotation.of)
            case nil: break
            }
        }
        return marked.compactMap { known.timeline.index(of: $0) }.sorted()
    }

    // MARK: Delivering

    private mutating func go(to place: Int, found: UInt64?) {
        let distance = place - current.place
        guard distance != 0 || found != nil else { return }
        guard distance >= 0, found == nil, !keepsLedger || distance <= ReplayPlayer.bulk else {
            guard let checkpoint = log.checkpoint(at: place, from: current, while: { !isStopped }) else { return }
            return show(checkpoint, found: found)
        }
        for start in stride(from: current.place, to: place, by: ReplayPlayer.pieceLength) {
            if isStopped { return }
            deliverRecords(start..<min(start + ReplayPlayer.pieceLength, place))
        }
    }

    private mutating func deliverRecords(_ range: Range<Int>) {
        var records: [LogRecord] = []
        let missing = log.visit(range) { _, record in
            records.append(record)
            return true
        }
        if keepsLedger { for record in records { current.ledger.apply(record) } }
        current.place = range.upperBound
        for event in FeedEvent.events(of: records) { deliver(event) }
        let annotations = reannotate(among: Set(records.map(\.sequence)))
        if !annotations.isEmpty { deliver(.annotations(annotations)) }
        if missing > 0 { deliver(.notice("the log was changed: \(missing) records can no longer be read")) }
    }

    /// Puts another ledger in the place of all that was delivered.
    mutating func show(_ checkpoint: ReplayCheckpoints.Checkpoint, found: UInt64?) {
        current = checkpoint
        reannotate(among: nil)
        feed.state.withLock { $0.place = current.place }
        let progress = progress(isExact: true)
        reported = progress
        deliver(.snapshot(ReplaySnapshot(ledger: current.ledger, progress: progress, found: found)))
    }

    // MARK: Marks and remarks of this replay

    private mutating func addAnnotations() {
        let annotations = feed.state.withLock { state in
            defer { state.newAnnotations = [] }
            return state.newAnnotations
        }
        guard !annotations.isEmpty else { return }
        deliver(.annotations(annotations.map { annotate($0) }))
        guard !hasToldOfAnnotations else { return }
        hasToldOfAnnotations = true
        deliver(.notice("Marks and remarks last as long as this replay: the log is only read"))
    }

    /// Adds again what was added to bookings that came anew; nil for all.
    @discardableResult
    private mutating func reannotate(among sequences: Set<UInt64>?) -> [AnnotationRecord] {
        let annotations = feed.state.withLock { $0.annotations }
        return annotations.filter { sequences?.contains($0.of) ?? true }.map { annotate($0) }
    }

    private mutating func annotate(_ annotation: Annotation) -> AnnotationRecord {
        // No number of its own: the records that follow have theirs.
        let record = AnnotationRecord(
            sequence: current.ledger.lastSequence,
            receivedAt: log.with { $0.timeline.start },
            annotation: annotation
        )
        current.ledger.apply(record)
        return record
    }
}

/// Telling, and waiting.
extension ReplayPlayer {
    /// Says once what was found in the logs.
    private mutating func tellOfLogs() {
        guard !hasToldOfLogs, log.with({ $0.isLoaded }) else { return }
        hasToldOfLogs = true
        let (reports, failure) = log.with { ($0.reports, $0.failure) }
        for notice in feed.options.notices(reports, failure) { deliver(.notice(notice)) }
    }

    private mutating func tell() {
        let progress = progress(isExact: false)
        if progress != reported {
            reported = progress
            deliver(.replay(progress))
        }
        guard progress.isFinished, !isCaughtUp else { return }
        isCaughtUp = true
        deliver(.caughtUp(last: log.with { $0.timeline.lastSequence }))
    }

    /// Where it is; exact where it stands still, else to the second: a finer position would make the screen change all
    /// the time.
    mutating func progress(isExact: Bool) -> ReplayProgress {
        let state = feed.state.withLock { $0 }
        let place = current.place
        outline.update(log, state, markers: markers)
        return log.with { known in
            let timeline = known.timeline
            let isFinished = known.isLoaded && place == timeline.count
            let time = timeline.logTime(at: state.pace.position).milliseconds
            let isExact = isExact || isFinished || state.pace.isPaused
            let shown = isExact ? time : max(time / 1_000 * 1_000, timeline.start.milliseconds)
            var progress = ReplayProgress(
                position: Timestamp(milliseconds: shown),
                start: timeline.start,
                end: timeline.end,
                speed: state.pace.speed,
                isPaused: state.pace.isPaused,
                isFinished: isFinished
            )
            progress.secondsLeft = state.pace.secondsLeft
            progress.density = outline.density
            progress.markers = outline.markers
            progress.loop.start = state.loop.start.map { timeline.logTime(at: $0) }
            progress.loop.end = state.loop.end.map { timeline.logTime(at: $0) }
            progress.loop.isOn = state.loop.isOn
            if !known.isLoaded {
                progress.loaded = Double(known.progress.read * 100 / max(1, known.progress.size)) / 100
            }
            return progress
        }
    }

    /// Waits until the next record is due, the position is to be told again, more is read, or a command comes.
    private func wait(version: Int, commands: Int) {
        let state = feed.state.withLock { $0 }
        let place = current.place
        let delay = log.with { known -> Int64? in
            let timeline = known.timeline
            let next = place < timeline.count ? timeline.due[place] : known.isLoaded ? timeline.length : .max
            let end = state.loop.range(length: timeline.length)?.upperBound ?? .max
            return state.pace.delay(until: min(next, end))
        }
        let hasNews = {
            log.with { $0.version != version }
                || feed.state.withLock { $0.commands != commands || $0.isStopped }
        }
        guard let delay else { return log.change.wait(until: hasNews) }
        _ = log.change.wait(milliseconds: min(delay, ReplayPlayer.progressInterval), until: hasNews)
    }
}
