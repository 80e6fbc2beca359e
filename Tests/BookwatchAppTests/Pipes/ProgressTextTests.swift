import Storage
import Testing

@testable import BookwatchApp

/// Progress in words.
@Suite struct ProgressTextTests {
    private static func text(_ read: Int, of size: Int, after milliseconds: Int64 = 2_000) -> ProgressText {
        ProgressText(
            task: "reading bookings.jsonl",
            progress: LogProgress(read: read, size: size),
            milliseconds: milliseconds
        )
    }

    @Test func itTellsShareRateAndTheTimeThatIsLeft() {
        let line = Self.text(50_000_000, of: 100_000_000).line
        #expect(line == "reading bookings.jsonl  50 %  2 s left  25.0 MB/s  50.0 MB of 100.0 MB")
    }

    @Test(arguments: 1...200)
    func theBarIsNeverWiderThanTheTerminal(columns: Int) {
        for read in [0, 1, 999, 50_000, 100_000] {
            let bar = Self.text(read, of: 100_000).bar(columns: columns, hasBlocks: true)
            #expect(bar.count <= columns)
        }
    }

    @Test func withoutUTF8TheBarIsASCII() {
        #expect(Self.text(3, of: 7).bar(columns: 80, hasBlocks: false).utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }

    @Test(arguments: [0, 1, Int.max / 2_000])
    func oddSizesAreNoTrouble(size: Int) {
        #expect(Self.text(size, of: size, after: 0).line.contains("100 %"))
        #expect(!Self.text(0, of: size, after: 1).line.isEmpty)
    }

    @Test(arguments: [(5, "5 s"), (200, "3 m 20 s"), (7_500, "2 h 5 m")])
    func timesAreShort(seconds: Int64, text: String) {
        #expect(ProgressText.time(seconds: seconds) == text)
    }
}
