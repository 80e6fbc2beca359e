import Screen
import Testing

@testable import Terminal

struct TerminalReportTests {
    private func events(_ text: String, pausingAfter pause: Int? = nil) -> [TerminalEvent] {
        var parser = InputParser()
        var events: [TerminalEvent] = []
        for (index, byte) in text.utf8.enumerated() {
            if index == pause { parser.endEscape(into: &events) }
            parser.parse(byte, into: &events)
        }
        return events
    }

    @Test(
        arguments: [
            ("rgb:ffff/ffff/ffff", Background.light), ("rgb:0000/0000/0000", .dark), ("rgb:1e/1e/2e", .dark),
            ("rgba:fdfd/f6f6/e3e3/ffff", .light), ("#fdf6e3", .light), ("rgb:f/f/f", .light),
        ]
    )
    func theGroundIsReadFromItsColour(color: String, ground: Background) {
        #expect(events("\u{1B}]11;\(color)\u{7}q") == [.background(ground), .key(KeyChord(.character("q")))])
        #expect(events("\u{1B}]11;\(color)\u{1B}\\") == [.background(ground)])
    }

    @Test(
        arguments: [
            "", "rgb:", "rgb:zz/00/00", "rgb:00000/0/0", "rgb:ff/ff", "hsl:0/0/0", "#ff", "rgb:+1/+1/+1", "?", "#",
        ]
    )
    func whatIsNoColourSaysNothing(color: String) {
        #expect(events("\u{1B}]11;\(color)\u{7}q") == [.key(KeyChord(.character("q")))])
    }

    @Test func aChangeOfTheSchemeIsTold() {
        #expect(events("\u{1B}[?997;1n\u{1B}[?997;2n") == [.background(.dark), .background(.light)])
        #expect(events("\u{1B}[?997;3n\u{1B}[?996;1n\u{1B}[?997n") == [])
    }

    /// A slow line cuts an answer wherever it likes, and the pause is longer than that after an escape key.
    @Test(arguments: ["\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1B}[?2026;2$y", "\u{1B}[?997;1n", "\u{1B}[<0;12;34M"])
    func anAnswerThatComesInTwoPartsIsNoKey(answer: String) {
        for pause in 3..<answer.utf8.count {
            let events = events(answer, pausingAfter: pause)
            #expect(!events.contains { if case .key = $0 { true } else { false } }, "cut after \(pause) bytes")
        }
    }

    @Test(
        arguments: [
            ("\u{1B}[?2026;2$y", [TerminalReport.mode(2026, isKnown: true)]),
            ("\u{1B}[?2026;0$y", [.mode(2026, isKnown: false)]), ("\u{1B}[?2031;4$y", [.mode(2031, isKnown: false)]),
            ("\u{1B}[?62;22c", [.attributes]), ("\u{1B}[?6c", [.attributes]), ("\u{1B}[>0;1;0c", []),
            ("\u{1B}[?2026$y", []), ("\u{1B}[?2026;2y", []),
        ]
    )
    func whatConcernsTheSessionIsKeptForIt(text: String, reports: [TerminalReport]) {
        var parser = InputParser()
        var events: [TerminalEvent] = []
        for byte in text.utf8 { parser.parse(byte, into: &events) }
        #expect(parser.reports == reports)
        #expect(events == [])
    }

    @Test(
        arguments: [
            ("<0;1;1M", MouseEvent(.press(.left), at: Position(row: 0, column: 0))),
            ("<0;1;1m", MouseEvent(.release(.left), at: Position(row: 0, column: 0))),
            ("<2;80;24M", MouseEvent(.press(.right), at: Position(row: 23, column: 79))),
            ("<33;5;6M", MouseEvent(.drag(.middle), at: Position(row: 5, column: 4))),
            ("<64;3;4M", MouseEvent(.wheel(.up), at: Position(row: 3, column: 2))),
            ("<65;3;4M", MouseEvent(.wheel(.down), at: Position(row: 3, column: 2))),
            ("<28;3;4M", MouseEvent(.press(.left), at: Position(row: 3, column: 2), [.shift, .alt, .control])),
        ]
    )
    func aMouseReportIsAnEvent(report: String, event: MouseEvent) {
        #expect(events("\u{1B}[\(report)q") == [.mouse(event), .key(KeyChord(.character("q")))])
    }

    @Test(
        arguments: [
            "<0;0;1M", "<0;1;0M", "<0;10000;1M", "<0;1M", "<0;1;1;1M", "<35;1;1M", "<128;1;1M", "<64;1;1m", "<;;M",
            "<99999999999999999999;1;1M", "<M", "0;1;1M",
        ]
    )
    func aReportThatNoMouseSendsIsDropped(report: String) {
        #expect(events("\u{1B}[\(report)q") == [.key(KeyChord(.character("q")))])
    }
}
