extension JSONScanner {
    /// Passes one value, whatever it is, as strictly as if it were kept; only keys that occur twice are not looked for.
    ///
    /// Does not call itself, so what is nested deep takes no stack.
    mutating func skipValue() throws(JSONError) {
        // One bit an open bracket, the innermost lowest: 1 is an object. `Limits` holds the depth at 64.
        var objects: UInt64 = 0
        var open = 0
        var isFirst = false
        repeat {
            if open > 0 {
                let isInside =
                    objects & 1 == 1 ? try nextKey(isFirst: &isFirst) != nil : try nextElement(isFirst: &isFirst)
                guard isInside else {
                    objects >>= 1
                    open -= 1
                    isFirst = false
                    continue
                }
            }
            let byte = try next()
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                try self.open()
                objects = objects << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                open += 1
                isFirst = true
            } else {
                try skipScalar(startingWith: byte)
            }
        } while open > 0
    }

    private mutating func skipScalar(startingWith byte: UInt8) throws(JSONError) {
        switch byte {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
        default: throw JSONError(.unexpectedCharacter, at: index)
        }
    }
}
