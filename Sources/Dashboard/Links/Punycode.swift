/// The names of sites in ASCII (RFC 3492).
enum Punycode {
    /// A site's name as DNS has it; nil for what can be no name of a site, as with blanks, controls or signs in it.
    static func host(_ name: String) -> String? {
        let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(label)
        guard labels.allSatisfy({ $0 != nil }) else { return nil }
        let host = labels.compactMap(\.self).joined(separator: ".")
        return host.isEmpty ? nil : host
    }

    private static func label(_ label: Substring) -> String? {
        // Brackets and colons are those of an address of IPv6.
        let isSound = label.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? "abcdefghijklmnopqrstuvwxyz0123456789-_[]:".unicodeScalars.contains(scalar) : isLetter(scalar)
        }
        guard isSound else { return nil }
        guard !label.unicodeScalars.allSatisfy(\.isASCII) else { return String(label) }
        return encoded(label.unicodeScalars.map { Int($0.value) }).map { "xn--" + $0 }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .decimalNumber: true
        default: false
        }
    }

    // Section 5: the parameters.
    private static let base = 36
    private static let (least, most, skew, damp) = (1, 26, 38, 700)
    private static let firstBias = 72
    private static let firstCode = 0x80

    /// Section 6.3.
    private static func encoded(_ points: [Int]) -> String? {
        guard points.count <= 63 else { return nil }
        var output = points.filter { $0 < firstCode }.compactMap { UInt8(exactly: $0) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var (code, delta, bias, handled) = (firstCode, 0, firstBias, basicCount)
        while handled < points.count {
            guard let next = points.filter({ $0 >= code }).min() else { return nil }
            delta += (next - code) * (handled + 1)
            code = next
            for point in points {
                if point < code { delta += 1 }
                guard point == code else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number in digits whose weights follow the bias.
    private static func append(_ number: Int, bias: Int, to output: inout [UInt8]) {
        var rest = number
        var place = base
        while true {
            let threshold = min(max(place - bias, least), most)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            place += base
        }
        output.append(digit(rest))
    }

    /// Section 6.1.
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var bias = 0
        while delta > (base - least) * most / 2 {
            delta /= base - least
            bias += base
        }
        return bias + (base - least + 1) * delta / (delta + skew)
    }

    private static func digit(_ value: Int) -> UInt8 {
        value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
    }
}
