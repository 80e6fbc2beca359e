#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The names of a log's segments: beside `bookings.jsonl`, which is written to, stand the older ones as
/// `bookings.000000000001.jsonl`, with the number of their first record, and `.gz` where they are compressed.
struct SegmentName: Sendable {
    /// A closed segment as it stands in the folder.
    struct Found: Sendable {
        /// The number of its first record.
        var first: UInt64
        var path: String
        var isCompressed: Bool
    }

    /// With its slash; empty for the one that the program runs in.
    private let folder: String
    private let stem: String
    /// With its dot; may be empty.
    private let ending: String

    static let compressedEnding = ".gz"
    private static let digits = 12

    init(log path: String) {
        folder = LogFolder.prefix(of: path)
        let name = path.dropFirst(folder.count)
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
        stem = String(name[..<dot])
        ending = String(name[dot...])
    }

    /// The path of the plain segment that begins with a record.
    func path(first sequence: UInt64) -> String {
        let number = String(sequence)
        let zeros = String(repeating: "0", count: max(0, SegmentName.digits - number.count))
        return "\(folder)\(stem).\(zeros)\(number)\(ending)"
    }

    /// Whether a path is that of one closed segment, not of a log.
    static func isSegment(_ path: String) -> Bool {
        if path.hasSuffix(compressedEnding) { return true }
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.dropFirst().suffix(2).contains { number(in: $0) != nil }
    }

    private static func number(in text: some StringProtocol) -> UInt64? {
        text.utf8.count >= digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(text) : nil
    }

    /// What a file of the folder is, by its name; nil where it is no closed segment of this log.
    private func found(_ name: String) -> Found? {
        var rest = name[...]
        let isCompressed = rest.hasSuffix(SegmentName.compressedEnding)
        if isCompressed { rest = rest.dropLast(SegmentName.compressedEnding.count) }
        guard rest.hasPrefix(stem + "."), rest.hasSuffix(ending) else { return nil }
        let middle = rest.dropFirst(stem.count + 1)
        guard middle.count >= ending.count, let first = SegmentName.number(in: middle.dropLast(ending.count)) else {
            return nil
        }
        return Found(first: first, path: folder + name, isCompressed: isCompressed)
    }

    /// All closed segments in the folder, in order; of one that is there in both forms the plain one comes first.
    func all() -> [Found] {
        names().compactMap(found).sorted { ($0.first, $0.isCompressed ? 1 : 0) < ($1.first, $1.isCompressed ? 1 : 0) }
    }

    /// What compressing leaves where it is interrupted.
    func leftovers() -> [String] {
        names().compactMap { name in
            guard name.hasSuffix(SegmentPacker.draftEnding),
                found(String(name.dropLast(SegmentPacker.draftEnding.count))) != nil
            else { return nil }
            return folder + name
        }
    }

    private func names() -> [String] { LogFolder.names(in: folder) }
}
