import Bookings
import BookwatchTestSupport
import Foundation
import Ledger
import Screen
import Testing

@testable import Dashboard

/// Copying, exporting, opening links and comparing, up to what is asked of the program.
@Suite struct CopyingTests {
    private func play(_ change: @escaping (inout Sighting) -> Void = { _ in }) -> Playbook {
        let record = SampleBookings.calendars("2026-02-03T17:00:00Z", "Ada Hill", starts: "2026-02-05T09:00:00Z") {
            $0.booking.phone = "+44 1"
            $0.source = "welcome"
            $0.raw = .json(Array(#"{"it's":1}"#.utf8))
            change(&$0)
        }
        return Playbook(SampleBookings.numbered([record]), .fixture(size: Size(columns: 140, rows: 40)))
    }

    @Test(arguments: [
        ("e", "adahill@example.com"), ("p", "+44 1"), ("c", "Ada Hill"), ("w", #"{"it's":1}"#),
        (
            "u",
            #"curl -H 'Content-Type: application/json' --data-binary '{"it'\''s":1}' "#
                + "'http://127.0.0.1:8787/v1/confirmations?source=welcome'"
        ),
    ])
    func aKeyCopiesAPart(key: String, text: String) {
        var play = play()
        play.keys("y \(key)")
        guard case .copy(let copied, _)? = play.effects.first else { return #expect(Bool(false), "nothing is copied") }
        #expect(copied == text)
        #expect(play.state.focus == .list)
    }

    @Test func theValueUnderTheCursorOfTheDetailIsCopied() {
        var play = play()
        play.keys("enter 3 j j y c")
        #expect(play.effects == [.copy("1", what: "value")])
    }

    @Test func partsThatTheBookingLacksAreNotOffered() {
        var play = play { $0.booking.phone = nil }
        play.keys("y")
        #expect(!play.screen.contains("p phone"))
        play.keys("p")
        #expect(play.effects == [] && play.state.focus == .menu)
    }

    @Test func whatWasDoneIsSaidUntilTheNextKey() {
        var play = play()
        play.send(.done("e-mail: copied 19 characters by OSC 52 through tmux"))
        #expect(play.screen.contains("by OSC 52 through tmux"))
        play.keys("j")
        #expect(!play.screen.contains("by OSC 52"))
    }

    @Test func nothingThatIsCopiedOrWrittenCanActOnATerminal() throws {
        for value in try HostileTexts.all() {
            var play = play { sighting in
                sighting.booking.id = value
                sighting.booking.name = value
                sighting.booking.phone = value
                sighting.booking.note = value
                sighting.booking.customFields = [CustomField(name: value, value: .text(value))]
                sighting.raw = .query("name=\(value)")
            }
            for keys in "y:c y:r y:j y:w y:p y:i y:u x:J x:C x:T x:I x:U x:P".split(separator: " ") {
                play.keys(String(keys).replacing(":", with: " "))
                let effects = play.effects
                if play.state.focus == .menu { play.keys("esc") }
                guard case .copy(let text, _)? = effects.first else { continue }
                let isInert = text.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control || "\n\t\r".unicodeScalars.contains($0)
                }
                #expect(isInert, "\(keys) of \(value.debugDescription)")
            }
            play.keys("x j")
            let name = play.state.prompt?.editor.text ?? "/"
            #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
            #expect(name.hasPrefix("booking-") && name.hasSuffix(".json") && name.utf8.count < 100)
        }
    }

    @Test func anExportIsWrittenWhereItIsTypedAndReplacesNothingUnasked() {
        var play = play()
        play.keys("x c")
        #expect(play.state.prompt?.editor.text == "booking-\(play.state.ledger.text(.id, at: 0) ?? "").csv")
        play.keys("ctrl+u")
        play.type("a.csv")
        play.keys("enter")
        guard case .write(let file, replacing: false)? = play.effects.first else {
            return #expect(Bool(false), "nothing is written")
        }
        #expect(file.path == "a.csv" && file.text.hasPrefix("seq,") && file.text.contains("Ada Hill"))
        play.send(.fileExists(file))
        #expect(play.screen.contains("a.csv is there already. Replace it?"))
        play.keys("n")
        #expect(play.effects == [])
        play.send(.fileExists(file))
        play.keys("y")
        #expect(play.effects == [.write(file, replacing: true)])
    }

    @Test func anEmptyNameIsNotTaken() {
        var play = play()
        play.keys("x j ctrl+u enter")
        #expect(play.effects == [] && play.screen.contains("the name of a file is wanted"))
    }

    @Test func aBookingWithoutAStartIsNoEvent() {
        var play = play { $0.booking.startsAt = nil }
        play.keys("x I")
        #expect(play.effects == [] && play.screen.contains("no event of a calendar"))
    }

    @Test func aLinkIsShownWholeAndOpenedOnlyForYes() {
        let url = "https://go.example.com/" + String(repeating: "a", count: 300)
        let sighting = SampleBookings.calendars("2026-02-03T17:00:00Z", "Ada", starts: "2026-02-05T09:00:00Z") {
            $0.booking.details.rescheduleURL = url
        }
        var configuration = DashboardConfiguration.fixture(size: Size(columns: 80, rows: 24))
        configuration.opensLinks = true
        var play = Playbook(SampleBookings.numbered([sighting]), configuration)
        play.keys("enter o")
        #expect(play.screen.filter { $0 == "a" }.count >= 300)
        #expect(play.screen.contains("Open it in the browser?"))
        play.keys("n")
        #expect(play.effects == [])
        play.keys("o y")
        #expect(play.effects == [.openLink(url)])
    }

    @Test func withoutADisplayALinkIsCopied() {
        var play = play { $0.booking.details.cancelURL = "https://go.example.com/c" }
        play.keys("enter o")
        #expect(play.screen.contains("No display here. Copy it?"))
        play.keys("y")
        #expect(play.effects == [.copy("https://go.example.com/c", what: "link")])
    }
}

@Suite struct ComparingTests {
    @Test func theTwoMarkedBookingsAreCompared() {
        var play = Playbook(SampleBookings.many(3), .fixture(size: Size(columns: 140, rows: 40)))
        for sequence: UInt64 in [1, 2] { play.annotate(Annotation(of: sequence, isMarked: true)) }
        play.keys("D")
        #expect(play.state.focus == .comparison)
        #expect(play.screen.contains("- Customer 1") && play.screen.contains("+ Customer 2"))
        #expect(!play.screen.contains("scheduled"))
        play.keys("space")
        #expect(play.screen.contains("scheduled"))
        play.keys("esc")
        #expect(play.state.focus == .list)
    }

    @Test func aBookingIsComparedBeforeAndAfterItMoved() {
        let starts = ["2026-02-05T09:00:00Z", "2026-02-05T09:00:00Z", "2026-02-06T09:00:00Z"]
        let sightings = starts.enumerated().map { index, start in
            SampleBookings.calendars("2026-02-03T1\(index + 1):00:00Z", "Ada Hill", starts: start) {
                $0.channel = .webhook
            }
        }
        var play = Playbook(SampleBookings.numbered(sightings), .fixture(size: Size(columns: 80, rows: 24)))
        play.keys("D")
        #expect(play.screen.contains("- 2026-02-05T09:00:00.000Z"))
        #expect(play.screen.contains("+ 2026-02-06T09:00:00.000Z"))
        #expect(play.screen.contains("before, today 13:00") && play.screen.contains("after, today 14:00"))
    }

    @Test func whatCannotBeComparedIsSaid() {
        var play = Playbook(SampleBookings.many(3))
        play.keys("D")
        #expect(play.state.focus == .list && play.screen.contains("It was seen once"))
        for sequence: UInt64 in 1...3 { play.annotate(Annotation(of: sequence, isMarked: true)) }
        play.keys("D")
        #expect(play.screen.contains("3 bookings are marked, and two can be compared"))
    }

    @Test func fieldsAreComparedByByteAndByWhatTheyAre() {
        var (before, after) = (Booking(product: .bookingPages), Booking(product: .bookingPages))
        before.name = "e\u{301}"
        after.name = "é"
        before.phone = "1"
        after.customFields = [CustomField(name: "phone", value: .text("1"))]
        let rows = FieldComparison(before, after).rows
        #expect(rows.map(\.change) == [.same, .changed, .removed, .added])
    }

    @Test func theMissingRecordsOfBothAreAskedFor() {
        let records = SampleBookings.many(700)
        var play = Playbook(records)
        for sequence: UInt64 in [1, 2] { play.annotate(Annotation(of: sequence, isMarked: true)) }
        play.keys("D")
        #expect(play.effects == [.loadRecords([1, 2])])
    }
}

/// The values that others have sent to harm a terminal.
enum HostileTexts {
    static func all(file: String = #filePath) throws -> [String] {
        let here = URL(filePath: file).deletingLastPathComponent()
        let path = here.appending(path: "../../BookingsTests/Fixtures/hostile_fields.jsonl").standardizedFileURL
        let text = try String(contentsOf: path, encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            (try? JSONParser.parse(Array(line.utf8), limits: .init(string: .max)))?["value"]?.string
        }
        .filter { $0.utf8.count < 4_096 }
    }
}
