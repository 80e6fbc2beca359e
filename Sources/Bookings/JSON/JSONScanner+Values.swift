/// Reading values of an expected type; one of another type is passed over and counts as missing.
extension JSONScanner {
    /// The text of a string; nil for what is none, or empty.
    mutating func optionalText() throws(JSONError) -> String? {
        guard let token = try optionalString(), !token.isEmpty else { return nil }
        return text(of: token)
    }

    /// A string; nil for what is none.
    mutating func optionalString() throws(JSONError) -> JSONStringToken? {
        guard try next() == UInt8(ascii: "\"") else {
            try skipValue()
            return nil
        }
        return try string()
    }

    /// The instant that a string says; nil for what says none.
    mutating func optionalInstant() throws(JSONError) -> Timestamp? {
        guard let token = try optionalString() else { return nil }
        if token.isEscaped { return Timestamp(iso8601: text(of: token)) }
        return Timestamp(iso8601: UnsafeBufferPointer(rebasing: bytes[token.range]))
    }

    /// The reading of a clock that a string says; nil for what says none.
    mutating func optionalWallTime() throws(JSONError) -> WallTime? {
        guard let token = try optionalString() else { return nil }
        if token.isEscaped { return WallTime(iso8601: text(of: token)) }
        return WallTime(iso8601: UnsafeBufferPointer(rebasing: bytes[token.range]))
    }

    /// A whole number; nil for what is none, or does not fit.
    mutating func optionalInteger() throws(JSONError) -> Int? {
        let byte = try next()
        guard byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 else {
            try skipValue()
            return nil
        }
        let digits = UnsafeBufferPointer(rebasing: bytes[try number()])
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Whether the value is `true`.
    mutating func isTrue() throws(JSONError) -> Bool {
        let isTrue = try next() == UInt8(ascii: "t")
        try skipValue()
        return isTrue
    }

    /// The strings of an array; what else is in it is passed over, and for what is none there are none.
    mutating func texts() throws(JSONError) -> [String] {
        var texts: [String] = []
        try elements { scanner throws(JSONError) in
            if let token = try scanner.optionalString() { texts.append(scanner.text(of: token)) }
        }
        return texts
    }

    /// Steps through an array, or passes over what is none; `read` has to pass one element.
    mutating func elements(_ read: (inout Self) throws(JSONError) -> Void) throws(JSONError) {
        guard try next() == UInt8(ascii: "[") else { return try skipValue() }
        try open()
        var isFirst = true
        while try nextElement(isFirst: &isFirst) { try read(&self) }
    }

    /// Steps through an object whose keys are not known, or passes over what is none; `read` has to pass one value.
    mutating func namedValues(_ read: (JSONStringToken, inout Self) throws(JSONError) -> Void) throws(JSONError) {
        guard try next() == UInt8(ascii: "{") else { return try skipValue() }
        try open()
        var count = 0
        var isFirst = true
        while let key = try nextKey(isFirst: &isFirst) {
            count += 1
            guard count <= limits.keys else { throw JSONError(.tooManyKeys, at: key.range.lowerBound - 1) }
            try read(key, &self)
        }
    }
}
