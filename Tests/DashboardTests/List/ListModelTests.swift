import Bookings
import BookwatchTestSupport
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Whatever comes, changes, is sorted, grouped, folded, filtered or marked: the lines are those of a full sort, and the
/// selected one keeps its place on the screen.
@Suite struct ListModelTests {
    private static let columns: [SortColumn] = [
        .arrival, .imminence, .starts, .created, .changed, .product, .channel, .duration, .customer, .text(.company),
        .text(.eventType), .text(.masterPage), .text(.status), .text(.host), .text(.source), .text(.email),
        .customField("Reason"),
    ]
    private static let filters = ["", "type:demo", "status:canceled OR name:a", "master:sales", "is:marked", "nobody"]

    @Test(arguments: 0..<16)
    func theLinesAreThoseOfAFullSort(seed: Int) {
        var generator = RandomPlayTests.Generator(state: UInt64(seed) &* 977)
        var play = Playbook([], .fixture(size: Size(columns: 120, rows: 30)))
        for step in 0..<160 {
            if Int.random(in: 0..<3, using: &generator) > 0 {
                let before = play
                arrive(&play, &generator)
                expectStillness(before, play)
            } else {
                act(&play, &generator)
            }
            expectModel(play, "seed \(seed), step \(step)")
        }
    }

    private func arrive(_ play: inout Playbook, _ generator: inout RandomPlayTests.Generator) {
        let number = Int.random(in: 0..<60, using: &generator)
        let type = ["Product demo", "onboarding", "Ärger", nil].randomElement(using: &generator) ?? nil
        let status = ["scheduled", "scheduled", "canceled", "rescheduled"].randomElement(using: &generator)
        let starts = Int64.random(in: -48...48, using: &generator) * 3_600_000
        let host = ["Ana", "bo", nil].randomElement(using: &generator) ?? nil
        let answer = ["price", "Price", "zz"].randomElement(using: &generator) ?? ""
        let isPages = Bool.random(using: &generator)
        play.pass(milliseconds: [0, 100, 3_000, 61_000].randomElement(using: &generator) ?? 0)
        let now = play.now
        play.arrive(
            SampleBookings.calendars("2026-02-03T17:05:00Z", "customer \(number % 7)", starts: "2026-02-07T10:00:00Z") {
                $0.booking.id = "BKNG-\(number)"
                $0.booking.email = "\(number)@example.com"
                if number % 11 == 0 { $0.booking.name = nil }
                $0.booking.eventType = type
                $0.booking.masterPage = isPages ? "sales" : "Support"
                $0.booking.status = status
                $0.booking.startsAt = number % 13 == 0 ? nil : Timestamp(milliseconds: now.milliseconds + starts)
                $0.booking.details.hostName = host
                $0.booking.customFields = [CustomField(name: "Reason", value: .text(answer))]
                $0.channel = isPages ? .webhook : .embed
            }
        )
    }

    private func act(_ play: inout Playbook, _ generator: inout RandomPlayTests.Generator) {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0:
            guard let column = Self.columns.randomElement(using: &generator) else { return }
            let order = play.state.list.content.order.choosing(column, asSecond: Bool.random(using: &generator))
            play.change { $0.sort(by: order) }
        case 1:
            let grouping = Grouping.allCases.randomElement(using: &generator)
            let isGrouped = Bool.random(using: &generator)
            play.change { $0.group(by: isGrouped ? grouping : nil) }
        case 2: play.change { $0.sortGroups() }
        case 3: play.keys(["W", "enter esc", "k k enter esc", "I"].randomElement(using: &generator) ?? "")
        case 4:
            play.keys("f ctrl+u")
            play.type(Self.filters.randomElement(using: &generator) ?? "")
            play.keys("enter esc")
        case 5:
            let count = play.state.ledger.count
            guard count > 0 else { return }
            let row = Int.random(in: 0..<count, using: &generator)
            let sequence = play.state.ledger.sightings(of: row)[0].sequence
            let isMarked = Bool.random(using: &generator)
            play.annotate(Annotation(of: sequence, isMarked: isMarked))
        case 6: play.keys(["M", "]", "[", "F", "g", "G"].randomElement(using: &generator) ?? "")
        case 7: play.keys(["j", "k", "ctrl+d", "ctrl+u", "k k k", "pgup"].randomElement(using: &generator) ?? "")
        default:
            play.resize(
                columns: Int.random(in: 20...160, using: &generator),
                rows: Int.random(in: 5...50, using: &generator)
            )
        }
    }

    /// What stands on the lines, sorted anew from nothing.
    private func expectModel(_ play: Playbook, _ place: String) {
        let state = play.state
        let (ledger, content) = (state.ledger, state.list.content)
        let passing = state.ledger.select(state.filter.applied, clock: state.filterClock).rows
            .filter { !state.showsOnlyMarked || ledger.isMarked($0) }
        let sorted = passing.sorted { content.ordering.precedes($0, $1, in: ledger) }
        #expect(content.ordering.sorted(passing, in: ledger) == sorted, "\(place)")
        var lines: [ListRows.Line] = []
        if let groups = content.groups {
            let members = Dictionary(grouping: sorted) {
                ledger.group(of: $0, by: groups.grouping, zone: state.configuration.zone)
            }
            let keys = members.keys.sorted {
                groups.precedes($0, members[$0]?.count ?? 0, $1, members[$1]?.count ?? 0, ledger)
            }
            for key in keys {
                lines.append(.group(key))
                if !content.folded.contains(key) { lines += (members[key] ?? []).map { .booking($0) } }
                expectArrivals(content.section(of: key), members[key] ?? [], state, place)
            }
        } else {
            lines = sorted.map { .booking($0) }
        }
        #expect(content.lines(from: 0, count: .max / 2) == lines, "\(place)")
        #expect(content.lineCount == lines.count && state.list.count == passing.count, "\(place)")
        #expect(passing.allSatisfy(content.contains), "\(place)")
        expectSelection(state, lines, place)
    }

    private func expectArrivals(_ section: ListSection?, _ rows: [Int], _ state: DashboardState, _ place: String) {
        let last = state.clock.minute.milliseconds / 300_000
        var counts = [Int](repeating: 0, count: HourOfArrivals.bars)
        for row in rows {
            let age = Int(last - state.ledger.receivedAt(row).milliseconds / 300_000)
            if counts.indices.contains(HourOfArrivals.bars - 1 - age) { counts[HourOfArrivals.bars - 1 - age] += 1 }
        }
        #expect(section?.arrivals.counts(at: state.clock.minute) == counts, "\(place)")
    }

    private func expectSelection(_ state: DashboardState, _ lines: [ListRows.Line], _ place: String) {
        let list = state.list
        #expect((list.selectedLine == nil) == lines.isEmpty, "\(place)")
        guard let line = list.selectedLine, lines.indices.contains(line) else { return }
        #expect(list.selected == lines[line], "\(place)")
        let visible = state.layout.visibleBookings
        let top = list.top(visible: visible)
        #expect(top <= line && line < top + visible, "\(place)")
        if list.isFollowing, list.selectedGroup == nil { #expect(list.isAtNewest, "\(place)") }
    }

    /// Who does not follow keeps the selected booking where it is on the screen, unless it moves itself or the list is short.
    private func expectStillness(_ before: Playbook, _ after: Playbook) {
        let (old, new) = (before.state.list, after.state.list)
        let visible = after.state.layout.visibleBookings
        guard !old.isFollowing, let row = old.selection, old.wanted == row,
            after.state.ledger.count > before.state.ledger.count
        else { return }
        #expect(new.selection == row)
        guard let line = old.selectedLine, let newLine = new.selectedLine else { return }
        let (place, newPlace) = (line - old.top(visible: visible), newLine - new.top(visible: visible))
        let isAtAnEdge = new.top(visible: visible) == 0 || old.top(visible: visible) == 0
        #expect(place == newPlace || isAtAnEdge)
    }
}
