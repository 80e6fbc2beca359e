import Screen

/// Looks for roles that cannot be read.
struct ContrastCheck {
    let sheet: StyleSheet
    let ground: ThemeGround

    /// A role that is hard to read.
    struct Finding: Equatable {
        var role: StyleRole
        var ratio: Double
        var minimum: Double
    }

    /// The roles that are below their minimum, as far as their colours are known.
    func findings(minimum: Double = Contrast.minimum) -> [Finding] {
        StyleRole.allCases.compactMap { role in
            let least = ContrastCheck.signs.contains(role) ? min(minimum, Contrast.minimumForSigns) : minimum
            guard role != .rule, let ratio = ratio(of: role), ratio < least else { return nil }
            return Finding(role: role, ratio: ratio, minimum: least)
        }
    }

    /// Warns of them, at the line of the role where the theme's own file sets it, else at its line of `text`.
    func warn(of entries: [StyleRole: StyleEntry], in own: ThemeFile, found: inout DiagnosticList) {
        for finding in findings() {
            let candidates = [entries[finding.role], entries[.text]]
            let line = candidates.compactMap { $0 }.first { $0.file == own.file }?.line ?? 1
            let numbers = "\(ContrastCheck.tenths(finding.ratio)):1, below \(ContrastCheck.tenths(finding.minimum)):1"
            found.warn("styles.\(finding.role.rawValue): contrast \(numbers)", in: own.file, line: line)
        }
    }

    /// Bars of a chart are read by their height; the words beside them say the same.
    static let signs: Set<StyleRole> = [.chart, .strip]

    /// The contrast of a role; nil where it is the terminal's own colours that meet.
    private func ratio(of role: StyleRole) -> Double? {
        let style = sheet.resolve(role)
        let (foreground, background) = (style.foreground ?? .terminalDefault, style.background ?? .terminalDefault)
        guard foreground != .terminalDefault || background != .terminalDefault else { return nil }
        return Contrast.ratio(
            foreground == .terminalDefault ? ground.foreground : foreground,
            background == .terminalDefault ? ground.background : background
        )
    }

    /// A number with one digit after the point, rounded down so that it never reads as enough.
    private static func tenths(_ value: Double) -> String {
        let tenths = Int(value * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
