import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Whatever is pressed, whatever comes, at whatever size: nothing traps, and the selected booking stays selected.
@Suite struct RandomPlayTests {
    /// SplitMix64: the same plays on every machine.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    private static let keys =
        KeyMap.default.bindings.values.joined().flatMap(\.keys).flatMap(\.chords).filter { $0.description != "Q" }
        + "type:demo -\"(/~é作".map { KeyChord(.character($0)) }

    @Test(arguments: 0..<24)
    func nothingTrapsAndNothingIsLost(seed: Int) {
        var generator = Generator(state: UInt64(seed))
        var play = Playbook(SampleBookings.many(Int.random(in: 0...80, using: &generator)))
        for step in 0..<300 {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: resize(&play, &generator)
            case 1: arrive(&play, step, &generator)
            case 2: play.pass(milliseconds: Int64.random(in: 0...90_000, using: &generator))
            case 3: link(&play, &generator)
            case 4: news(&play, &generator)
            default:
                guard let chord = Self.keys.randomElement(using: &generator) else { continue }
                play.send(.event(.key(chord), at: play.now))
            }
            if step % 3 == 0 { _ = play.frame.transcript }
            expectSound(play)
        }
    }

    @Test(arguments: 0..<12)
    func anotherLogTrapsNothing(seed: Int) {
        var generator = Generator(state: UInt64(seed))
        var play = Playbook(SampleBookings.many(40))
        for step in 0..<200 {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: turn(&play, step, &generator)
            case 1: play.pass(milliseconds: Int64.random(in: 0...900, using: &generator))
            default:
                guard let chord = Self.keys.randomElement(using: &generator) else { continue }
                play.send(.event(.key(chord), at: play.now))
            }
            if step % 3 == 0 { _ = play.frame.transcript }
        }
    }

    private func resize(_ play: inout Playbook, _ generator: inout Generator) {
        let before = play.state.selection
        play.resize(
            columns: Int.random(in: 1...160, using: &generator),
            rows: Int.random(in: 1...50, using: &generator)
        )
        #expect(play.state.selection == before)
    }

    private func arrive(_ play: inout Playbook, _ step: Int, _ generator: inout Generator) {
        let before = play.state.selection
        let following = play.state.list.isFollowing
        play.arrive("Customer \(step)", eventType: step % 2 == 0 ? "Product demo" : "Onboarding call")
        // The chosen booking comes back when what hid it changes.
        let isStable = play.state.selection == before || play.state.selection == play.state.list.wanted
        if !following, before != nil { #expect(isStable || play.state.list.selectedGroup != nil) }
        if following {
            #expect(play.state.list.selectedGroup != nil || play.state.list.isAtNewest || play.state.list.isEmpty)
        }
    }

    private func link(_ play: inout Playbook, _ generator: inout Generator) {
        let states: [LinkState] = [
            .live, .connecting(attempt: 2), .lost(reason: "\u{1B}", retryAt: Timestamp(milliseconds: .max)), .ended,
        ]
        if let state = states.randomElement(using: &generator) { play.feed(.link(state)) }
    }

    private func news(_ play: inout Playbook, _ generator: inout Generator) {
        if Bool.random(using: &generator) {
            if let incident = SampleEvents.incidents.randomElement(using: &generator) { play.feed(.incident(incident)) }
        } else {
            var update = SampleEvents.funnel
            update.isComplete = Bool.random(using: &generator)
            update.counts.removeAll { _ in Bool.random(using: &generator) }
            play.feed(.funnel(update))
        }
    }

    /// Many at once, or another log: nothing, or a few that are there already.
    private func turn(_ play: inout Playbook, _ step: Int, _ generator: inout Generator) {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            play.feed(.reset)
        case 1:
            var ledger = BookingLedger()
            for record in SampleBookings.many(Int.random(in: 0...9, using: &generator)) { ledger.apply(record) }
            play.feed(.ledger(ledger))
        default:
            play.feed(.link(.live))
            play.feed(.caughtUp(last: 0))
            for number in 0..<20 { play.arrive("Customer \(step).\(number)") }
        }
    }

    private func expectSound(_ play: Playbook) {
        let list = play.state.list
        #expect(list.isEmpty == (list.selectedLine == nil))
        let visible = play.state.layout.visibleBookings
        guard let index = list.selectedLine else { return }
        let top = list.top(visible: visible)
        #expect(top <= index && index < top + visible)
    }

    @Test func everySizeCanBeDrawn() {
        var play = Playbook()
        for keys in ["", "enter", "f", "esc ?", "esc e", "esc /"] {
            play.keys(keys)
            for columns in [0, 1, 2, 3, 7, 20, 31, 79, 80, 119, 120, 200] {
                for rows in 0...45 { _ = play.state.render(in: Size(columns: columns, rows: rows)) }
            }
        }
    }
}
