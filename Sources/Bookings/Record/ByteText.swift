/// Comparing texts as bytes.
extension UnsafeBufferPointer<UInt8> {
    /// Whether two texts are the same bytes; eight at a time.
    package func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count > 0, let left = baseAddress, let right = other.baseAddress else { return true }
        guard count >= 8 else {
            for index in 0..<count where left[index] != right[index] { return false }
            return true
        }
        var index = 0
        while index + 8 <= count {
            if UInt64(bytesAt: left + index) != UInt64(bytesAt: right + index) { return false }
            index += 8
        }
        return UInt64(bytesAt: left + (count - 8)) == UInt64(bytesAt: right + (count - 8))
    }

    /// Whether they are those of a text of ours.
    package func isSame(as text: StaticString) -> Bool {
        isSame(as: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether all are ASCII; eight at a time.
    package var isASCII: Bool {
        var index = 0
        if let base = baseAddress {
            while index + 8 <= count {
                guard UInt64(bytesAt: base + index) & 0x8080_8080_8080_8080 == 0 else { return false }
                index += 8
            }
        }
        while index < count {
            guard self[index] < 0x80 else { return false }
            index += 1
        }
        return true
    }
}

extension String {
    /// Whether two texts are the same bytes; those that only mean the same, as composed and decomposed accents, are not.
    func isSame(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let outcome = utf8.withContiguousStorageIfAvailable { bytes in
            other.utf8.withContiguousStorageIfAvailable { bytes.isSame(as: $0) }
        }
        return (outcome ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

extension UInt64 {
    /// Eight bytes of a text, the first in the lowest bits.
    @inlinable
    package init(bytesAt place: UnsafePointer<UInt8>) {
        self = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
    }
}
