/// How one member of an object is read into a value.
struct MemberReader<Value: ~Copyable>: Sendable {
    let name: StaticString
    let read: @Sendable (inout Value, inout JSONScanner) throws(JSONError) -> Void

    init(_ name: StaticString, _ read: @escaping @Sendable (inout Value, inout JSONScanner) throws(JSONError) -> Void) {
        self.name = name
        self.read = read
    }
}

extension MemberReader where Value: ~Copyable {
    /// A member that is a text.
    static func text(_ name: StaticString, _ set: @escaping @Sendable (inout Value, String?) -> Void) -> MemberReader {
        MemberReader(name) { (value, scanner) throws(JSONError) in set(&value, try scanner.optionalText()) }
    }

    /// A member that is an instant.
    static func instant(
        _ name: StaticString,
        _ set: @escaping @Sendable (inout Value, Timestamp?) -> Void
    ) -> MemberReader {
        MemberReader(name) { (value, scanner) throws(JSONError) in set(&value, try scanner.optionalInstant()) }
    }

    /// A member that is the reading of a clock.
    static func wallTime(
        _ name: StaticString,
        _ set: @escaping @Sendable (inout Value, WallTime?) -> Void
    ) -> MemberReader {
        MemberReader(name) { (value, scanner) throws(JSONError) in set(&value, try scanner.optionalWallTime()) }
    }

    /// A member that is a whole number.
    static func integer(_ name: StaticString, _ set: @escaping @Sendable (inout Value, Int?) -> Void) -> MemberReader {
        MemberReader(name) { (value, scanner) throws(JSONError) in set(&value, try scanner.optionalInteger()) }
    }
}

extension JSONScanner {
    /// Reads an object's members with the readers of their names; others are passed over.
    ///
    /// The readers should stand in the order in which members are written: the search goes on where the last one was found.
    mutating func members<Value: ~Copyable>(
        into value: inout Value,
        by readers: [MemberReader<Value>]
    ) throws(JSONError) {
        try open()
        var found: UInt64 = 0
        var position = 0
        var count = 0
        var isFirst = true
        while true {
            let start: Int
            let match: Int
            if let expected = nextPlainKey(among: readers, from: position, isFirst: isFirst) {
                (start, match, isFirst) = (memberStart, expected, false)
                count += 1
            } else {
                guard let key = try nextKey(isFirst: &isFirst) else { return }
                start = key.range.lowerBound - 1
                count += 1
                guard count <= limits.keys else { throw JSONError(.tooManyKeys, at: start) }
                guard let known = reader(of: key, among: readers, from: position) else {
                    try skipValue()
                    continue
                }
                match = known
            }
            guard found & 1 << UInt64(match) == 0 else { throw JSONError(.duplicateKey, at: start) }
            found |= 1 << UInt64(match)
            position = match + 1
            try readers[match].read(&value, &self)
        }
    }

    /// Steps to the value of the next member if its key is one of ours from a position on, and written without white space,
    /// as all are that bookwatch writes.
    private mutating func nextPlainKey<Value: ~Copyable>(
        among readers: [MemberReader<Value>],
        from position: Int,
        isFirst: Bool
    ) -> Int? {
        let start = isFirst ? index : index + 1
        guard isFirst || index < bytes.count && bytes[index] == UInt8(ascii: ",") else { return nil }
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
        for place in position..<readers.count where isPlainKey(readers[place].name, at: start + 1) {
            stepIntoMember(valueAt: start + readers[place].name.utf8CodeUnitCount + 3)
            return place
        }
        return nil
    }

    /// Whether a key, its closing quote and the colon stand at a place.
    @inline(__always)
    private func isPlainKey(_ name: StaticString, at start: Int) -> Bool {
        let (count, name) = (name.utf8CodeUnitCount, name.utf8Start)
        guard start + count + 1 < bytes.count, bytes[start] == name[0] else { return false }
        guard bytes[start + count] == UInt8(ascii: "\""), bytes[start + count + 1] == UInt8(ascii: ":") else {
            return false
        }
        for offset in 1..<max(count, 1) where bytes[start + offset] != name[offset] { return false }
        return true
    }

    private func reader<Value: ~Copyable>(
        of key: JSONStringToken,
        among readers: [MemberReader<Value>],
        from position: Int
    ) -> Int? {
        for index in position..<readers.count where says(key, readers[index].name) { return index }
        for index in 0..<min(position, readers.count) where says(key, readers[index].name) { return index }
        return nil
    }
}
