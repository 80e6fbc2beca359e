import ArgumentParser
import Bookings
import Storage

/// A length of time on the command line: seconds, or as `90s`, `5m`, `2h`, `1d`.
struct TimeSpan {
    var milliseconds: Int64

    init(argument: String) throws {
        guard let seconds = ValueRules.seconds(argument), (1...31_536_000).contains(seconds) else {
            throw ValidationError("write seconds, or 90s, 5m, 2h or 1d; a year at most")
        }
        milliseconds = seconds * 1_000
    }
}

/// A time on the command line, as ISO 8601 has it.
struct TimeOption {
    /// The instant; of a day its midnight in UTC.
    var time: Timestamp
    private var isDay: Bool

    init(argument: String) throws {
        isDay = !argument.contains(":")
        guard let time = Timestamp(iso8601: isDay ? argument + "T00:00:00Z" : argument) else {
            throw ValidationError("write a day, 2026-02-05, or a time with its zone, 2026-02-05T15:30:00Z")
        }
        self.time = time
    }

    /// The instant; of a day its midnight on the clocks of a zone.
    func time(in zone: ZoneRules) -> Timestamp { isDay ? zone.instant(of: CivilTime(time)) : time }
}

/// The values of `--speed`.
struct ReplaySpeed: CustomStringConvertible {
    var factor: Double

    private static let range = 0.1...1_000

    init(argument: String) throws {
        if argument == "max" {
            factor = .infinity
        } else if let number = Double(argument), ReplaySpeed.range.contains(number) {
            factor = number
        } else {
            throw ValidationError("write a number from 0.1 to 1000, or max")
        }
    }

    var description: String { factor == .infinity ? "max" : String(factor) }
}

/// What plain numbers on the command line must be.
enum ArgumentForm {
    /// A whole number of a range.
    static func number<Number: FixedWidthInteger>(_ text: String, in range: ClosedRange<Number>) throws -> Number {
        if let number = Number(text), range.contains(number) { return number }
        let end = range.upperBound == .max ? "on" : "to \(range.upperBound)"
        throw ValidationError("write a whole number from \(range.lowerBound) \(end)")
    }
}

/// A zone on the command line, by its IANA name.
struct ZoneOption {
    var rules: ZoneRules

    init(argument: String) throws {
        guard let rules = ZoneDirectory.system.rules(for: argument) else {
            throw ValidationError("write the name of a zone that this machine knows, as Europe/Lisbon or UTC")
        }
        self.rules = rules
    }
}
