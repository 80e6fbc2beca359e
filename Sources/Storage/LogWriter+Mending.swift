#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What became of the records of a file that somebody changed, and was mended.
struct LogMending {
    var damage: StoreEvent.Damage
    /// Records that end here or before, in the log, stand where they stood.
    var keptEnd: Int
    /// Records that begin here or behind stand so much further on.
    var movedStart: Int
    var shift: Int

    /// All records stand where they stood.
    init(_ damage: StoreEvent.Damage) {
        (self.damage, keptEnd, movedStart, shift) = (damage, .max, .max, 0)
    }
}

/// Somebody else's hands on the file.
extension LogWriter {
    private static let asideLimit = 99

    /// Looks whether the path still leads to the file as it was left, and mends it where not.
    ///
    /// - Returns: what somebody did to it; nil for nothing.
    mutating func check() throws(LogError) -> LogMending? {
        guard isOpen else {
            try recover()
            return nil
        }
        var mending = try checkPath()
        try syncName()
        if trust != .whole || !owed.isEmpty { try recover() }
        let size = try file.size
        guard size != length else { return mending }
        let damage = mending?.damage ?? .cut
        mending = try mendText(size: size) ?? mending
        mending?.damage = damage
        return mending
    }

    /// Sees to it that the path leads to the file that is open.
    private mutating func checkPath() throws(LogError) -> LogMending? {
        var found = stat()
        let exists = lstat(path, &found) == 0
        let ours = try file.status()
        if exists, found.st_ino == ours.st_ino, found.st_dev == ours.st_dev { return nil }
        var mending = LogMending(.missing)
        // An empty file is what rotating tools leave; any other is put aside, for it is not ours to write over.
        if exists, found.st_mode & S_IFMT != S_IFREG || found.st_size > 0 {
            mending.damage = .replaced(movedTo: try moveAside())
        }
        try writeAnew(kept: min(length, Int(ours.st_size)))
        return mending
    }

    private func moveAside() throws(LogError) -> String {
        for number in 1...LogWriter.asideLimit {
            let aside = path + ".aside" + (number == 1 ? "" : String(number))
            var found = stat()
            guard lstat(aside, &found) != 0 else { continue }
            guard calls.rename(path, aside) == 0 else { throw .system(call: "rename", path: path, errno: errno) }
            return aside
        }
        throw .system(call: "open", path: path, errno: EEXIST)
    }

    /// Writes the log under its path again, from the file that is open but was removed, renamed or replaced.
    private mutating func writeAnew(kept: Int) throws(LogError) {
        try folder.make()
        let draft = path + ".new"
        let fresh = try OpenFile(path: draft, flags: LogWriter.flags | O_CREAT | O_TRUNC, calls: calls)
        try file.copy(0..<kept, to: fresh)
        try fresh.sync()
        isNameSynced = false
        guard calls.rename(draft, path) == 0 else { throw .system(call: "rename", path: draft, errno: errno) }
        file = fresh
        // Whatever failed, failed in the other file; what is missing here is seen by its length.
        trust = .whole
        syncedLength = kept
        try syncName()
    }

    /// Puts right a file that has another length than it was left with.
    ///
    /// - Returns: what became of its records; nil where all is there and only a stranger's text was added.
    private mutating func mendText(size: Int) throws(LogError) -> LogMending? {
        let common = try commonLength(size: size)
        if common == length {
            // What stands there now stays; a line of ours starts on its own.
            copy.append(try file.read(at: length, count: size - length))
            length = size
            try endLastLine()
            try sync()
            return nil
        }
        let isMisplaced = try isEndOfOurs(common..<size)
        if isMisplaced { try file.truncate(to: common) }
        if common == size || isMisplaced, common >= copy.start {
            let missing = copy.text(from: common)
            guard common + missing.count == length else { throw .system(call: "read", path: path, errno: EIO) }
            try rewrite(missing, behind: common)
            return LogMending(.cut)
        }
        return try mendLines(size: size, common: common)
    }

    /// Whether what stands in a part of the file is the end of what was written to it.
    ///
    /// So it is where somebody cut the file while we wrote: our text stands too far in front.
    private func isEndOfOurs(_ part: Range<Int>) throws(LogError) -> Bool {
        guard !part.isEmpty, part.lowerBound >= copy.start, part.count <= length - part.lowerBound else { return false }
        return try file.read(at: part.lowerBound, count: part.count) == copy.text(from: length - part.count)
    }

    /// Writes again, behind what stands in the file now, all from the first line on that is not whole any more.
    private mutating func mendLines(size: Int, common: Int) throws(LogError) -> LogMending {
        let (oldCopy, oldLength) = (copy, length)
        let start = lineStart(common)
        let missing = start.map { copy.text(from: $0) } ?? []
        var mending = LogMending(.cut)
        mending.keptEnd = base + min(common, start ?? .max)
        mending.movedStart = base + (start ?? length)
        do throws(LogError) {
            length = size
            try endLastLine()
            mending.shift = length - (start ?? oldLength)
            try rewrite(missing, behind: length)
        } catch {
            // What is missing is still seen by its length next time.
            (copy, length) = (oldCopy, oldLength)
            throw error
        }
        copy = LogCopy(from: length)
        keeper.keep(copy, of: file)
        return mending
    }

    /// Appends what is missing behind the part that is there.
    private mutating func rewrite(_ missing: [UInt8], behind kept: Int) throws(LogError) {
        try file.write(missing)
        try file.sync()
        length = kept + missing.count
        syncedLength = length
    }

    /// The length up to which the file holds what was written to it, as far as that is known.
    private func commonLength(size: Int) throws(LogError) -> Int {
        let end = min(size, length)
        var common = min(copy.start, end)
        while common < end, let known = copy.piece(at: common) {
            let there = try file.read(at: common, count: min(known.count, end - common))
            guard !there.isEmpty else { break }
            let same = zip(known, there).prefix { $0 == $1 }.count
            common += same
            if same < there.count { break }
        }
        return common
    }

    /// Where the line begins that holds an offset of what is in memory; nil where its beginning is not there.
    private func lineStart(_ offset: Int) -> Int? {
        let known = copy.start
        guard offset > known else {
            if known == 0 { return 0 }
            return copy.text(from: known).firstIndex(of: LogWriter.newline).map { known + $0 + 1 }
        }
        let text = copy.text(from: known).prefix(offset - known)
        if let newline = text.lastIndex(of: LogWriter.newline) { return known + newline + 1 }
        return known == 0 ? 0 : nil
    }
}
