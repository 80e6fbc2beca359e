import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Segments that come and go.
extension LogWriter {
    /// Whether the segment that is written to is to be closed, by its size or its age.
    func isRotationDue(now milliseconds: Int64) -> Bool {
        guard trust == .whole, isOpen, first != nil else { return false }
        if policy.rotateSize > 0, length >= policy.rotateSize { return true }
        guard policy.rotation == .daily, let firstReceived else { return false }
        return milliseconds.day > firstReceived.day
    }

    /// Closes the segment that is written to and opens the next; gives the path of the closed one.
    mutating func rotate() throws(LogError) -> String {
        try sync()
        let path = try close()
        try openNext()
        return path
    }

    /// Gives the file that is written to the name of a closed segment.
    private mutating func close() throws(LogError) -> String {
        let name = names.path(first: first ?? 0)
        // Neither form may be there: nothing is ever written over.
        for other in [name, name + SegmentName.compressedEnding] where access(other, F_OK) == 0 {
            throw .system(call: "rename", path: other, errno: EEXIST)
        }
        guard calls.rename(path, name) == 0 else { throw .system(call: "rename", path: path, errno: errno) }
        var segment = LogSegments.Segment(file: SegmentFile(file, path: name), start: base, length: length)
        segment.newest = newest
        closed.append(segment)
        base += length
        (length, syncedLength, first, firstReceived, newest) = (0, 0, nil, nil, .min)
        isOpen = false
        copy = LogCopy(from: 0)
        pack(segment)
        return name
    }

    /// Opens the file that is written to, where the one before was closed.
    mutating func openNext() throws(LogError) {
        guard !isOpen else { return }
        // One may be left by an attempt that failed behind its making.
        file = try OpenFile(path: path, flags: LogWriter.flags | O_CREAT, calls: calls)
        if try file.size > 0 { try file.truncate(to: 0) }
        isNameSynced = false
        try syncName()
        isOpen = true
        trust = .whole
        keeper.keep(copy, of: file)
    }

    /// Takes over a segment's compressed form, and removes the plain one.
    mutating func install(_ packed: SegmentFile, inPlaceOf path: String) throws(LogError) {
        guard let index = closed.firstIndex(where: { $0.file.path == path }) else { return }
        closed[index].file = packed
        guard unlink(path) == 0 else { throw .system(call: "unlink", path: path, errno: errno) }
    }

    /// Removes the oldest segment.
    mutating func removeFirst() throws(LogError) {
        let path = closed[0].file.path
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(call: "unlink", path: path, errno: errno) }
        closed.removeFirst()
    }

    /// Has the names of the log's files on the disk, where one changed.
    mutating func syncName() throws(LogError) {
        guard !isNameSynced else { return }
        try folder.sync()
        isNameSynced = true
    }

    /// Makes the file that is written to one that can be trusted, after whatever failed; all steps can be taken again.
    mutating func recover() throws(LogError) {
        if trust == .unfinished {
            file = try OpenFile(path: path, flags: LogWriter.flags, calls: calls)
            if try file.size > length { try file.truncate(to: length) }
            try file.sync()
            trust = .whole
        }
        if trust == .unsynced { try leaveFile() }
        try openNext()
        guard !owed.isEmpty else { return }
        try write(owed)
        do throws(LogError) {
            try file.sync()
        } catch {
            trust = .unsynced
            throw error
        }
        if first == nil { first = LogWriter.firstSequence(in: owed) }
        length += owed.count
        syncedLength = length
        copy.append(owed)
        owed = []
    }

    /// Leaves a file whose sync failed: what is not on the disk for certain goes to another one.
    ///
    /// After a failed sync the kernel may call lost pages clean: a second one that succeeds says nothing of them.
    private mutating func leaveFile() throws(LogError) {
        // What was acknowledged since the last sync that succeeded, under a policy that allows that.
        if owed.isEmpty { owed = copy.text(from: syncedLength) }
        let again = try OpenFile(path: path, flags: LogWriter.flags, calls: calls)
        try again.truncate(to: syncedLength)
        try again.sync()
        file = again
        length = syncedLength
        if length == 0 {
            try replaceEmpty()
        } else if first != nil {
            leftPath = try close()
        }
        trust = .whole
    }

    private mutating func replaceEmpty() throws(LogError) {
        let draft = path + ".new"
        _ = try OpenFile(path: draft, flags: LogWriter.flags | O_CREAT | O_TRUNC, calls: calls)
        guard calls.rename(draft, path) == 0 else { throw .system(call: "rename", path: draft, errno: errno) }
        isNameSynced = false
        file = try OpenFile(path: path, flags: LogWriter.flags, calls: calls)
        try syncName()
        first = nil
        copy = LogCopy(from: 0)
        keeper.keep(copy, of: file)
    }

    /// The number of the first record of lines that this program wrote.
    private static func firstSequence(in text: [UInt8]) -> UInt64? {
        let line = text.prefix { $0 != newline }
        return (try? DecodedLine(Array(line)))?.record.sequence
    }
}

extension Int64 {
    private static let millisecondsOfDay: Int64 = 86_400_000

    /// The day of a time in milliseconds since 1970, by UTC.
    fileprivate var day: Int64 {
        (self - (self % .millisecondsOfDay + .millisecondsOfDay) % .millisecondsOfDay) / .millisecondsOfDay
    }
}
