/// A quick hash of short byte strings, secret to the process, so that nobody can choose strings that collide.
package enum ByteHash {
    private static let seed = UInt64.random(in: .min ... .max) | 1
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let otherFactor: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// The hash of some bytes and a number that belongs to them; bytes are taken sixteen at a time.
    package static func of(_ bytes: UnsafeBufferPointer<UInt8>, with number: Int64 = 0) -> UInt32 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = mix(UInt64(bitPattern: number) ^ seed, UInt64(bytes.count) ^ factor)
        var index = 0
        while index + 16 <= raw.count {
            let first = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let second = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
            hash = mix(hash ^ first, second ^ otherFactor ^ seed)
            index += 16
        }
        if index + 8 <= raw.count {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), otherFactor ^ seed)
            index += 8
        }
        if index < raw.count {
            var rest: UInt64 = 0
            if raw.count >= 8 {
                rest = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self)
            } else {
                while index < raw.count {
                    rest = rest << 8 | UInt64(raw[index])
                    index += 1
                }
            }
            hash = mix(hash ^ rest, factor ^ seed)
        }
        hash = mix(hash, otherFactor)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// The hash of a text's bytes in UTF-8.
    package static func of(_ text: String, with number: Int64 = 0) -> UInt32 {
        var text = text
        return text.withUTF8 { of($0, with: number) }
    }

    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
