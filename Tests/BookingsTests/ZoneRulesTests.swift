import Bookings
import Foundation
import Synchronization
import Testing

@Suite struct ZoneRulesTests {
    /// A TZif file (RFC 8536) with one type of local time, and in the second version a footer.
    private func file(offset: Int32 = 0, transitions: [(Int64, UInt8)] = [], footer: String? = nil) -> [UInt8] {
        func header(_ count: Int) -> [UInt8] {
            var bytes = Array("TZif".utf8) + [footer == nil ? 0 : UInt8(ascii: "2")] + [UInt8](repeating: 0, count: 15)
            for value in [0, 0, 0, UInt32(count), 1, 4] { bytes += bigEndian(value) }
            return bytes
        }
        let kind = bigEndian(UInt32(bitPattern: offset)) + [0, 0] + Array("LMT\0".utf8)
        let indices = transitions.map(\.1)
        guard let footer else {
            return header(transitions.count)
                + transitions.flatMap { bigEndian(UInt32(truncatingIfNeeded: $0.0)) } + indices + kind
        }
        return header(0) + kind + header(transitions.count)
            + transitions.flatMap { bigEndian(UInt64(bitPattern: $0.0)) } + indices + kind + Array("\n\(footer)\n".utf8)
    }

    private func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    @Test func theFirstVersionHasNoFooter() throws {
        let rules = try #require(ZoneRules(name: "Test/Zone", tzif: file(offset: -18_000, transitions: [(0, 0)])))
        #expect(rules.offset(at: Timestamp(milliseconds: -1)) == -18_000)
        #expect(rules.offset(at: Timestamp(milliseconds: .max)) == -18_000)
        #expect(rules.abbreviation(at: Timestamp(milliseconds: 0)) == "LMT")
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2200-07-01T00:00:00Z", 7_200, "CEST"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2200-01-01T00:00:00Z", 3_600, "CET"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3_600, "CET"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7_200, "CEST"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3_600, "CET"),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400, "EDT"),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18_000, "EST"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-12-31T23:00:00Z", 46_800, "NZDT"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-06-30T23:00:00Z", 43_200, "NZST"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-15T00:00:00Z", 0, "GMT"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-15T00:00:00Z", 3_600, "IST"),
        ("<+0330>-3:30", "2100-01-01T00:00:00Z", 12_600, "+0330"),
        ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2100-07-01T00:00:00Z", -7_200, "-02"),
        ("EST5EDT,0/0,J365/25", "2026-12-31T23:59:59Z", -14_400, "EDT"),
    ])
    func aFooterRulesWhatComesAfterTheLastTransition(
        footer: String,
        time: String,
        offset: Int,
        abbreviation: String
    ) throws {
        let rules = try #require(ZoneRules(name: "Test/Zone", tzif: file(footer: footer)))
        let instant = try #require(Timestamp(iso8601: time))
        #expect(rules.offset(at: instant) == offset)
        #expect(rules.abbreviation(at: instant) == abbreviation)
    }

    @Test func aWallTimeInAGapOrTwiceThereHasOneInstant() throws {
        let rules = try #require(ZoneRules(name: "Test/Zone", tzif: file(footer: "CET-1CEST,M3.5.0,M10.5.0/3")))
        func instant(_ text: String) throws -> String {
            rules.instant(of: CivilTime(try #require(WallTime(iso8601: text)))).iso8601
        }
        #expect(try instant("2026-03-29T01:59:59") == "2026-03-29T00:59:59.000Z")
        #expect(try instant("2026-03-29T02:30:00") == "2026-03-29T01:30:00.000Z")
        #expect(try instant("2026-03-29T03:00:00") == "2026-03-29T01:00:00.000Z")
        #expect(try instant("2026-10-25T02:30:00") == "2026-10-25T00:30:00.000Z")
        #expect(try instant("2026-10-25T03:00:00") == "2026-10-25T02:00:00.000Z")
    }

    @Test(
        .enabled(if: SystemZones.directory.rules(for: "Europe/Berlin") != nil),
        arguments: [
            "America/New_York", "Europe/London", "Europe/Berlin", "Europe/Dublin", "Asia/Kathmandu", "Asia/Tokyo",
            "Australia/Lord_Howe", "Australia/Sydney",
        ]
    )
    func offsetsAgreeWithFoundation(name: String) throws {
        let rules = try #require(SystemZones.directory.rules(for: name))
        let zone = try #require(TimeZone(identifier: name))
        for seconds in stride(from: 0, to: 4_000_000_000, by: 1_234_567) {
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(rules.offset(at: Timestamp(milliseconds: Int64(seconds) * 1_000)) == offset)
        }
    }

    @Test func noDamagedFileIsTooMuch() {
        let whole = file(offset: 3_600, transitions: [(0, 0), (9, 0)], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
        #expect(ZoneRules(name: "Test/Zone", tzif: whole) != nil)
        for length in 0..<whole.count { ask(ZoneRules(name: "Test/Zone", tzif: Array(whole.prefix(length)))) }
        for index in whole.indices {
            for value: UInt8 in [0, 1, 0x39, 0x7F, 0x80, 0xFF] {
                var damaged = whole
                damaged[index] = value
                ask(ZoneRules(name: "Test/Zone", tzif: damaged))
            }
        }
    }

    /// Damage may move the offsets, but never traps.
    private func ask(_ rules: ZoneRules?) {
        for milliseconds in [Int64.min, -1, 0, 1_795_359_791_120, .max] {
            _ = rules?.offset(at: Timestamp(milliseconds: milliseconds))
            _ = rules?.abbreviation(at: Timestamp(milliseconds: milliseconds))
        }
    }

    @Test func anIndexBeyondTheTypesIsRefused() {
        #expect(ZoneRules(name: "Test/Zone", tzif: file(transitions: [(0, 1)], footer: "UTC0")) == nil)
        #expect(ZoneRules(name: "Test/Zone", tzif: Array("not a zone".utf8)) == nil)
    }

    @Test(arguments: [
        "", "/etc/passwd", "../../etc/passwd", "Europe/../../x", "Eastern time", "Europe/Berlin\0", "a.b", "Zürich",
        String(repeating: "a", count: 65),
    ])
    func whatIsNoNameIsNeverLookedUp(name: String) {
        let directory = ZoneDirectory { name in
            Issue.record("“\(name)” was looked up")
            return nil
        }
        #expect(directory.rules(for: name) == nil)
    }

    @Test func aNameIsLookedUpOnce() {
        let asked = Mutex<[String]>([])
        let bytes = file(offset: 3_600)
        let directory = ZoneDirectory { name in
            asked.withLock { $0.append(name) }
            return name == "Test/Zone" ? bytes : nil
        }
        for _ in 0..<3 {
            #expect(directory.rules(for: "Test/Zone")?.offset(at: Timestamp(milliseconds: 0)) == 3_600)
            #expect(directory.rules(for: "Test/Nowhere") == nil)
            #expect(directory.rules(for: "UTC") == .utc)
        }
        #expect(asked.withLock { $0 } == ["Test/Zone", "Test/Nowhere"])
    }

    @Test func manyUnknownNamesDoNotKeepTheKnownOut() {
        let bytes = file(offset: 3_600)
        let directory = ZoneDirectory { $0 == "Test/Zone" ? bytes : nil }
        for number in 0..<3_000 { #expect(directory.rules(for: "Test/\(number)") == nil) }
        #expect(directory.rules(for: "Test/Zone")?.name == "Test/Zone")
    }
}
