import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Filters that take longer than a key press may wait.
@Suite struct SlowFilterTests {
    private static let records = SampleBookings.many(50_100)

    private func state() -> DashboardState {
        var state = DashboardState.fixture(Array(Self.records.prefix(50_000)), .fixture())
        _ = state.update(.event(.key(KeyChord(.character("f"))), at: SampleBookings.now))
        for character in "/er.*99$/" {
            _ = state.update(.event(.key(KeyChord(.character(character))), at: SampleBookings.now))
        }
        return state
    }

    @Test func theListStaysUntilAllRowsWereLookedAt() {
        var state = state()
        #expect(state.hasWork)
        #expect(state.list.rows.count == 50_000)
        _ = state.update(.work(rows: 30_000))
        #expect(state.hasWork && state.list.rows.count == 50_000)
        #expect(state.render(in: state.size).text.contains("searching 60 %"))
        _ = state.update(.work(rows: 30_000))
        #expect(!state.hasWork)
        #expect(state.list.rows.count == 500)
        #expect(!state.render(in: state.size).text.contains("searching"))
    }

    @Test func whatComesMeanwhileIsNotForgotten() {
        var state = state()
        _ = state.update(.work(rows: 30_000))
        for record in Self.records.suffix(100) { _ = state.update(.feed(.records([record]), at: SampleBookings.now)) }
        while state.hasWork { _ = state.update(.work(rows: 30_000)) }
        #expect(state.list.rows.count == 501)
    }

    @Test func anotherKeyTakesItsPlace() {
        var state = state()
        _ = state.update(.work(rows: 30_000))
        _ = state.update(.event(.key(KeyChord("ctrl+u") ?? KeyChord(.escape)), at: SampleBookings.now))
        #expect(!state.hasWork)
        #expect(state.list.rows.count == 50_000)
    }
}
