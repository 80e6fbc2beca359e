import Storage

/// Progress in words: only ASCII and block elements, so that a character is a column.
struct ProgressText {
    /// ASCII.
    var task: String
    var progress: LogProgress
    /// The time since the start.
    var milliseconds: Int64

    /// `reading bookings.jsonl  62 %  34.1 of 55.0 MB  12.3 MB/s  2 s left`.
    var line: String { ([task] + facts).joined(separator: "  ") }

    /// The same with a bar, as much of it as there is room for.
    func bar(columns: Int, hasBlocks: Bool) -> String {
        var facts = facts
        while !facts.isEmpty, width(facts) + 12 > columns { facts.removeLast() }
        let room = min(30, columns - width(facts) - 4)
        guard room >= 4 else { return String(line.prefix(max(0, columns))) }
        let filled = percent * room / 100
        let (full, empty) = hasBlocks ? ("█", "░") : ("#", "-")
        let bar = String(repeating: full, count: filled) + String(repeating: empty, count: room - filled)
        return ([task, "[" + bar + "]"] + facts).joined(separator: "  ")
    }

    private func width(_ facts: [String]) -> Int { ([task] + facts).reduce(-2) { $0 + $1.count + 2 } }

    private var percent: Int {
        progress.size > 0 ? min(100, Int(Double(progress.read) / Double(progress.size) * 100)) : 100
    }

    /// The most telling first.
    private var facts: [String] {
        var facts = ["\(percent) %"]
        let rate = milliseconds > 0 ? Int64(Double(progress.read) * 1_000 / Double(milliseconds)) : 0
        if rate > 0, progress.read < progress.size {
            facts.append(ProgressText.time(seconds: (Int64(progress.size - progress.read) + rate - 1) / rate) + " left")
        }
        if rate > 0 { facts.append(ProgressText.size(rate) + "/s") }
        facts.append(ProgressText.size(Int64(progress.read)) + " of " + ProgressText.size(Int64(progress.size)))
        return facts
    }

    /// `12.3 MB`.
    static func size(_ bytes: Int64) -> String {
        guard bytes >= 1_000 else { return "\(bytes) B" }
        var (unit, rest) = (0, bytes)
        while rest >= 1_000_000 {
            rest /= 1_000
            unit += 1
        }
        return "\(rest / 1_000).\(rest % 1_000 / 100) \(["kB", "MB", "GB", "TB", "PB", "EB"][unit])"
    }

    /// `4 s`, `3 m 20 s`, `2 h 5 m`.
    static func time(seconds: Int64) -> String {
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) m \(seconds % 60) s" }
        return "\(seconds / 3_600) h \(seconds % 3_600 / 60) m"
    }
}
