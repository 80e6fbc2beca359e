/// Numbers for people.
public enum NumberText {
    /// With a comma between groups of three digits: `1,204`.
    public static func grouped(_ number: Int) -> String {
        var digits: [Character] = []
        for (index, digit) in String(number.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { digits.append(",") }
            digits.append(digit)
        }
        return (number < 0 ? "-" : "") + String(digits.reversed())
    }

    /// With blanks before it in so many columns.
    static func padded(_ number: Int, to width: Int) -> String {
        let text = grouped(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// At least two digits.
    static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
