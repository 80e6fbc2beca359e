public import Bookings
public import Dashboard
public import Ledger
public import Screen

/// A little play: messages go in, one after the other; effects and screens come out.
public struct Playbook {
    /// The state so far.
    public private(set) var state: DashboardState
    /// The present instant; only `pass` moves it.
    public private(set) var now: Timestamp
    /// What the last step asked for.
    public private(set) var effects: [Effect] = []
    /// The size of the screen.
    public private(set) var size: Size
    private var sequence: UInt64

    /// Begins with a dashboard that is live and has some bookings.
    public init(
        _ records: [SightingRecord] = SampleBookings.records,
        _ configuration: DashboardConfiguration = .fixture()
    ) {
        state = .fixture(records, configuration)
        now = configuration.now
        size = configuration.size
        sequence = records.last?.sequence ?? 0
    }

    /// The screen as text.
    public var screen: String { frame.text }

    /// The screen.
    public var frame: Frame { state.render(in: size) }

    /// Sends a message.
    public mutating func send(_ message: Message) {
        effects = state.update(message)
        while state.hasWork { effects += state.update(.work(rows: 8_192)) }
    }

    /// Changes the state as no message does.
    public mutating func change(_ body: (inout DashboardState) -> Void) {
        body(&state)
    }

    /// Presses keys, written as key maps write them, with blanks between.
    public mutating func keys(_ chords: String) {
        for chord in chords.split(separator: " ").compactMap({ KeyChord(String($0)) }) {
            send(.event(.key(chord), at: now))
        }
    }

    /// Presses the key of an action.
    public mutating func press(_ action: Action, in focus: Focus = .list) {
        for chord in KeyMap.default.keys(for: action, in: focus)?.chords ?? [] { send(.event(.key(chord), at: now)) }
    }

    /// Types text.
    public mutating func type(_ text: String) {
        for character in text { send(.event(.key(KeyChord(.character(character))), at: now)) }
    }

    /// Lets a sighting arrive now.
    public mutating func arrive(_ sighting: Sighting) {
        sequence += 1
        var sighting = sighting
        sighting.receivedAt = now
        send(.feed(.records([SightingRecord(sequence: sequence, sighting: sighting)]), at: now))
    }

    /// Lets a new customer's booking arrive now.
    public mutating func arrive(_ name: String, eventType: String = "Product demo") {
        arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", name, starts: "2026-02-07T10:00:00Z") {
                $0.booking.eventType = eventType
            }
        )
    }

    /// Lets what a viewer added to a booking come back from the log.
    public mutating func annotate(_ annotation: Annotation) {
        sequence += 1
        let record = AnnotationRecord(sequence: sequence, receivedAt: now, annotation: annotation)
        feed(.annotations([record]))
    }

    /// Delivers something from the feed now.
    public mutating func feed(_ event: FeedEvent) {
        send(.feed(event, at: now))
    }

    /// Lets time pass, with the ticks that the dashboard asks for.
    public mutating func pass(milliseconds: Int64) {
        let end = Timestamp(milliseconds: now.milliseconds + milliseconds)
        while let tick = state.nextTick(), tick <= end {
            now = tick
            send(.tick(tick))
        }
        now = end
    }

    /// Gives the screen another size.
    public mutating func resize(columns: Int, rows: Int) {
        size = Size(columns: columns, rows: rows)
        send(.event(.resized(size), at: now))
    }
}
