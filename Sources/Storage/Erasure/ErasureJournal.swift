import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What makes the replacing of several files one step: `<log>.erase`, which names them, and nothing of whom it was about.
///
/// The new files stand beside the log as `<log>.erased1` and on. Once the journal is on the disk they count: whoever opens the log
/// puts them in their places, and whoever reads it reads them there. Without a journal they count for nothing, and are removed.
struct ErasureJournal: Equatable, Sendable {
    /// The names of the files that the drafts replace, in the order of the drafts.
    var replaced: [String] = []
    /// The names of files that are removed: what an interrupted work left of others.
    var removed: [String] = []

    private static let ending = ".erase"
    private static let draftEnding = ".erased"

    /// Whether a log has one.
    static func exists(for log: String) -> Bool { access(log + ending, F_OK) == 0 }

    /// The path of a draft; they count from 1.
    static func draft(_ number: Int, of log: String) -> String { "\(log)\(draftEnding)\(number)" }

    /// Where the text of a file stands: in its draft, where an erasure was interrupted between its journal and its end.
    ///
    /// Nil where there is no such draft.
    func draft(for path: String, of log: String) -> String? {
        let folder = LogFolder.prefix(of: log)
        guard let index = replaced.firstIndex(where: { folder + $0 == path }) else { return nil }
        let draft = ErasureJournal.draft(index + 1, of: log)
        return access(draft, F_OK) == 0 ? draft : nil
    }

    /// Has the journal, and the drafts before it, on the disk: from here on the erasure is done.
    func commit(of log: String, calls: SystemCalls) throws(LogError) {
        let folder = LogFolder(of: log, calls: calls)
        try folder.sync()
        let path = log + ErasureJournal.ending
        let draft = ErasureJournal.draft(0, of: log)
        let file = try OpenFile(path: draft, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, calls: calls)
        try file.write(json)
        try file.sync()
        guard calls.rename(draft, path) == 0 else { throw .system(call: "rename", path: draft, errno: errno) }
        try folder.sync()
    }

    /// Brings an erasure that was interrupted to its end, or takes back what was not one yet; call it with the log locked.
    static func settle(_ log: String, calls: SystemCalls) throws(LogError) {
        let path = log + ending
        if let journal = try ErasureJournal(of: log) {
            let folder = LogFolder(of: log, calls: calls)
            let prefix = LogFolder.prefix(of: log)
            for (index, name) in journal.replaced.enumerated() {
                let draft = draft(index + 1, of: log)
                guard calls.rename(draft, prefix + name) == 0 || errno == ENOENT else {
                    throw .system(call: "rename", path: draft, errno: errno)
                }
            }
            for name in journal.removed { try remove(prefix + name, calls) }
            try folder.sync()
            try remove(path, calls)
            try folder.sync()
        }
        try rollBack(log, calls: calls)
    }

    /// Removes the drafts.
    static func rollBack(_ log: String, calls: SystemCalls) throws(LogError) {
        let prefix = LogFolder.prefix(of: log)
        let start = log.dropFirst(prefix.count) + draftEnding
        for name in LogFolder.names(in: prefix) where name.hasPrefix(start) {
            guard Int(name.dropFirst(start.count)) != nil else { continue }
            try remove(prefix + name, calls)
        }
    }

    private static func remove(_ path: String, _ calls: SystemCalls) throws(LogError) {
        guard calls.unlink(path) == 0 || errno == ENOENT else {
            throw .system(call: "unlink", path: path, errno: errno)
        }
    }
}

extension ErasureJournal {
    /// The most of a journal that is read.
    private static let sizeLimit = 1 << 24

    /// Reads the journal of a log; nil where there is none.
    init?(of log: String) throws(LogError) {
        let file: OpenFile
        do throws(LogError) {
            file = try OpenFile(path: log + ErasureJournal.ending, flags: O_RDONLY | O_NOFOLLOW)
        } catch .system("open", _, ENOENT) {
            return nil
        }
        let value = try? JSONParser.parse(try file.read(at: 0, count: min(try file.size, ErasureJournal.sizeLimit)))
        guard let value, let replaced = ErasureJournal.names(value["replaced"]),
            let removed = ErasureJournal.names(value["removed"])
        else { throw .system(call: "read", path: file.path, errno: EINVAL) }
        self.init(replaced: replaced, removed: removed)
    }

    /// Names without a folder, so that nothing elsewhere is ever touched.
    private static func names(_ value: JSONValue?) -> [String]? {
        let names = value?.elements?.compactMap(\.string) ?? []
        guard names.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else { return nil }
        return names
    }

    private var json: [UInt8] {
        var bytes: [UInt8] = []
        let value = JSONValue.object([
            JSONMember(name: "v", value: .number("1")),
            JSONMember(name: "replaced", value: .array(replaced.map { .string($0) })),
            JSONMember(name: "removed", value: .array(removed.map { .string($0) })),
        ])
        JSONWriter.append(value, to: &bytes)
        return bytes + [0x0A]
    }
}
