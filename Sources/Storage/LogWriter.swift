#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log's files, held by the only process that may write to them: the closed segments, and the one that is written to.
struct LogWriter {
    /// How far the file that is open can be trusted.
    enum Trust {
        case whole
        /// A write failed: what is behind the length is to be cut off first.
        case unfinished
        /// A sync failed: nothing that was not synced before counts, and nothing more goes to this file.
        case unsynced
    }

    let path: String
    let policy: LogPolicy
    let calls: SystemCalls
    let names: SegmentName
    let folder: LogFolder
    let keeper: LogKeeper
    /// Whether others could read the file when it was opened.
    let wasOpenToOthers: Bool
    private let lock: LogLock

    var file: OpenFile
    var closed: [LogSegments.Segment]
    /// Where the file begins in the log.
    var base: Int
    /// The length of the file that counts.
    var length: Int
    /// The length up to which all is on the disk.
    var syncedLength: Int
    /// The number of the first record in the file; nil for none.
    var first: UInt64?
    /// When that was received.
    var firstReceived: Int64?
    /// When the newest record in the file was received.
    var newest = Int64.min
    var trust = Trust.whole
    /// Whether the path leads to a file that is written to; not while the newest segment was closed and no other could be opened.
    var isOpen = true
    /// Whether the names of the log's files are on the disk.
    var isNameSynced = true
    var copy: LogCopy
    /// What was acknowledged and is on no disk, since a sync failed; it is written before anything else.
    var owed: [UInt8] = []
    /// The segment that was closed because its sync failed, until that is told.
    var leftPath: String?

    static let flags = O_RDWR | O_APPEND | O_NOFOLLOW
    static let newline: UInt8 = 0x0A

    /// Locks the log and opens it; makes its folder and the file where they are missing, and tidies up after a crash.
    init(path: String, policy: LogPolicy, calls: SystemCalls, keeper: LogKeeper) throws(LogError) {
        // Past a limit on the size of files, writing must be an error that is answered, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        guard !SegmentName.isSegment(path) else { throw .isSegment(path: path) }
        try LogFolder(of: path, calls: calls).make()
        try self.init(path: path, policy: policy, calls: calls, keeper: keeper, lock: LogLock(log: path))
    }

    /// Opens a log anew whose files are others now; it stays locked.
    init(again writer: LogWriter) throws(LogError) {
        try self.init(
            path: writer.path,
            policy: writer.policy,
            calls: writer.calls,
            keeper: writer.keeper,
            lock: writer.lock
        )
    }

    private init(
        path: String,
        policy: LogPolicy,
        calls: SystemCalls,
        keeper: LogKeeper,
        lock: LogLock
    ) throws(LogError) {
        self.path = path
        self.policy = policy
        self.calls = calls
        self.keeper = keeper
        self.lock = lock
        folder = LogFolder(of: path, calls: calls)
        names = SegmentName(log: path)
        try ErasureJournal.settle(path, calls: calls)
        LogWriter.tidy(names)
        closed = try LogSegments.closed(of: path)
        file = try OpenFile(path: path, flags: LogWriter.flags | O_CREAT, calls: calls)
        let status = try file.status()
        guard status.st_uid == geteuid() else { throw .notOurs(path: path) }
        // Bookings are personal data: a log that others could read is narrowed.
        wasOpenToOthers = status.st_mode & 0o077 != 0
        if wasOpenToOthers, fchmod(file.descriptor, 0o600) != 0 {
            throw .system(call: "fchmod", path: path, errno: errno)
        }
        base = closed.end
        length = Int(status.st_size)
        syncedLength = length
        copy = LogCopy(from: length)
        if length == 0 { try folder.sync() }
    }

    /// Removes what a crash left of compressing: drafts, and the packed form where the plain one is still there.
    private static func tidy(_ names: SegmentName) {
        for path in names.leftovers() { unlink(path) }
        var last: UInt64?
        for found in names.all() {
            if found.isCompressed, found.first == last { unlink(found.path) }
            last = found.first
        }
    }

    /// The names of files that an interrupted work left: of a log written anew, or a segment in the other of its two forms.
    func leftoverNames() -> [String] {
        let gzip = SegmentName.compressedEnding
        let others = closed.map(\.file.path).map { $0.hasSuffix(gzip) ? String($0.dropLast(gzip.count)) : $0 + gzip }
        let paths = others + [path + ".new"]
        let prefix = LogFolder.prefix(of: path)
        return paths.filter { access($0, F_OK) == 0 }.map { String($0.dropFirst(prefix.count)) }
    }

    /// All files of the log as they are now.
    var segments: LogSegments {
        let open = LogSegments.Segment(file: SegmentFile(file, path: path), start: base)
        return LogSegments(closed + (isOpen ? [open] : []), path: path)
    }

    /// Where the next line will stand in the log.
    var end: Int { base + length }

    /// Moves everything from an offset in the log on to `<log>.torn`, and cuts it off.
    mutating func moveTail(from offset: Int) throws(LogError) -> String {
        let torn = path + ".torn"
        let aside = try OpenFile(path: torn, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, calls: calls)
        try file.copy(offset - base..<length, to: aside)
        try aside.write([LogWriter.newline])
        try aside.sync()
        try folder.sync()
        try file.truncate(to: offset - base)
        try file.sync()
        length = offset - base
        syncedLength = length
        return torn
    }

    /// Takes up writing once the log is read: its last line gets the newline that it may lack.
    mutating func begin() throws(LogError) {
        try endLastLine()
        if policy.sync != .off { try sync() }
        copy = LogCopy(from: length)
        keeper.keep(copy, of: file)
        if policy.compresses { for segment in closed { pack(segment) } }
    }

    /// Writes lines, and has them on the disk before it returns where the policy is so; after an error nothing of them counts.
    ///
    /// Call `check` first: it is what notices that the file is no longer as it was left.
    mutating func append(_ bytes: [UInt8], first sequence: UInt64, received: Int64) throws(LogError) {
        try write(bytes)
        if policy.sync == .each, !sync(cuttingOffAt: length) {
            // What is not acknowledged goes to a new file; where that one fails too, it was not taken.
            try recover()
            try write(bytes)
            guard sync(cuttingOffAt: length) else { throw .system(call: "fdatasync", path: path, errno: errno) }
        }
        note(sequence, received: received, inSegment: closed.count)
        length += bytes.count
        if policy.sync == .each { syncedLength = length }
        copy.append(bytes)
        keeper.packCopy(copy)
    }

    /// Remembers what closing and removing segments goes by.
    mutating func note(_ sequence: UInt64, received: Int64, inSegment segment: Int) {
        if segment < closed.count {
            closed[segment].newest = max(closed[segment].newest, received)
        } else {
            if first == nil { (first, firstReceived) = (sequence, received) }
            newest = max(newest, received)
        }
    }

    /// Has all that counts on the disk; where that fails, it goes to a new segment, from memory.
    mutating func sync() throws(LogError) {
        guard syncedLength < length else { return }
        if sync(cuttingOffAt: length) { syncedLength = length } else { try recover() }
    }

    /// Whether all that was written is on the disk; where not, what does not count is cut off.
    private mutating func sync(cuttingOffAt length: Int) -> Bool {
        guard (try? file.sync()) == nil else { return true }
        let reason = errno
        trust = .unsynced
        try? file.truncate(to: length)
        errno = reason
        return false
    }

    mutating func write(_ bytes: [UInt8]) throws(LogError) {
        do throws(LogError) {
            try file.write(bytes)
        } catch {
            trust = .unfinished
            try? file.truncate(to: length)
            throw error
        }
    }

    /// Gives a last line that is whole its newline.
    mutating func endLastLine() throws(LogError) {
        guard length > 0, try file.read(at: length - 1, count: 1) != [LogWriter.newline] else { return }
        try write([LogWriter.newline])
        length += 1
        copy.append([LogWriter.newline])
    }

    /// Writes blank lines and takes them away again: whether there is room, and the disk takes a sync.
    mutating func probe(count: Int) throws(LogError) {
        try write([UInt8](repeating: LogWriter.newline, count: count))
        let isSynced = sync(cuttingOffAt: length)
        guard isSynced else { throw .system(call: "fdatasync", path: path, errno: errno) }
        do throws(LogError) {
            try file.truncate(to: length)
        } catch {
            trust = .unfinished
            throw error
        }
        syncedLength = length
    }

    /// Has a closed segment compressed, unless it is.
    func pack(_ segment: LogSegments.Segment) {
        if policy.compresses, !segment.file.isCompressed { keeper.pack(segment) }
    }
}
