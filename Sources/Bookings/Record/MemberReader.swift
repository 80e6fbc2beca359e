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
        while let key = try nextKey(isFirst: &isFirst) {
            let start = key.range.lowerBound - 1
            count += 1
            guard count <= limits.keys else { throw JSONError(.tooManyKeys, at: start) }
            guard let match = reader(of: key, among: readers, from: position) else {
                try skipValue()
                continue
            }
            guard found & 1 << UInt64(match) == 0 else { throw JSONError(.duplicateKey, at: start) }
            found |= 1 << UInt64(match)
            position = match + 1
            try readers[match].read(&value, &self)
        }
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
