/// The rules of a time zone, read from a TZif file (RFC 8536); cheap to copy.
public struct ZoneRules: Equatable, Sendable {
    /// The IANA name it was looked up by.
    public let name: String
    private let table: Table

    /// UTC, which needs no file.
    public static let utc = ZoneRules(name: "UTC", table: Table(kinds: [.init(offset: 0, abbreviation: "UTC")]))

    private init(name: String, table: Table) {
        self.name = name
        self.table = table
    }

    /// Reads the rules from the bytes of a TZif file; nil where they are not one.
    public init?(name: String, tzif bytes: [UInt8]) {
        var reader = TZifReader(bytes: bytes)
        guard let table = reader.read() else { return nil }
        self.init(name: name, table: table)
    }

    /// Whether both were looked up by the same name.
    public static func == (left: ZoneRules, right: ZoneRules) -> Bool {
        left.name == right.name
    }

    /// Seconds east of UTC at an instant; O(log n) in the transitions of the zone.
    public func offset(at instant: Timestamp) -> Int {
        table.kind(at: instant.milliseconds.floorDivided(by: 1_000)).offset
    }

    /// The abbreviation in use at an instant, as `CEST`.
    public func abbreviation(at instant: Timestamp) -> String {
        table.kind(at: instant.milliseconds.floorDivided(by: 1_000)).abbreviation
    }

    /// The instant at which a clock of this zone shows a date and time; of two, the earlier; in a gap, as if the clock had not
    /// yet been put forward.
    public func instant(of civil: CivilTime) -> Timestamp {
        let wall = civil.milliseconds
        let before = offset(at: Timestamp(milliseconds: wall &- 86_400_000))
        let guess = Timestamp(milliseconds: wall &- Int64(before) * 1_000)
        let there = offset(at: guess)
        guard there != before else { return guess }
        let second = Timestamp(milliseconds: wall &- Int64(there) * 1_000)
        return offset(at: second) == there ? second : guess
    }

    /// A way of reckoning time that a zone uses for a while.
    struct Kind: Sendable {
        var offset: Int
        var abbreviation: String
    }

    /// Shared by all copies.
    final class Table: Sendable {
        let transitions: [Int64]
        let indices: [UInt8]
        let kinds: [Kind]
        let footer: POSIXZone?

        init(transitions: [Int64] = [], indices: [UInt8] = [], kinds: [Kind], footer: POSIXZone? = nil) {
            self.transitions = transitions
            self.indices = indices
            self.kinds = kinds
            self.footer = footer
        }

        func kind(at second: Int64) -> Kind {
            var low = 0
            var high = transitions.count
            while low < high {
                let middle = (low + high) / 2
                if transitions[middle] <= second { low = middle + 1 } else { high = middle }
            }
            if low == transitions.count, let footer { return footer.kind(at: second) }
            return low == 0 ? kinds[0] : kinds[Int(indices[low - 1])]
        }
    }
}
