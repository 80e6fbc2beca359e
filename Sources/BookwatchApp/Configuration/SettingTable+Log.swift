import Storage

extension SettingTable {
    static let log: [Setting<Settings>] = [
        Setting(
            "log.path",
            flag: "--log",
            .endpoint,
            "The log of bookings; log = \"path\" at the top of the file says the same.",
            name: "path",
            .path,
            at: \.log
        ).with { $0.standard = "$XDG_STATE_HOME/bookwatch/bookings.jsonl" },
        Setting(
            "log.sync",
            flag: "--log-sync",
            .endpoint,
            "When bookings are forced to the disk: each before it is acknowledged, once a second (1s), or when the system likes.",
            name: "each|1s|off",
            .choice(["each": LogPolicy.Sync.each, "1s": .everySecond, "off": .off]),
            at: \.logPolicy.sync
        ),
        Setting(
            "log.rotate_size",
            flag: "--log-rotate-size",
            .endpoint,
            "The length at which the log goes on in a new file; \"never\" for none.",
            name: "size",
            .logSize,
            at: \.logPolicy.rotateSize
        ),
        Setting(
            "log.rotate",
            flag: "--log-rotate",
            .endpoint,
            "Whether the log goes on in a new file with each day, by UTC.",
            name: "never|daily",
            .choice(["never": LogPolicy.Rotation.never, "daily": .daily]),
            at: \.logPolicy.rotation
        ),
        Setting(
            "log.compress",
            flag: "--log-compress",
            .endpoint,
            "Compress the files that the log no longer goes on in.",
            name: "true|false",
            .truth,
            at: \.logPolicy.compresses
        ),
        Setting(
            "log.keep",
            flag: "--keep",
            .endpoint,
            "What is kept of the log, in whole files: all, a time as \"30d\", or a number of records.",
            name: "all|time|number",
            .logKeeping,
            at: \.logPolicy.keeping
        ),
    ]
}

extension SettingCodec where Value == Int {
    private static var units: [(name: String, size: Int)] { [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] }
    private static var leastLogSize: Int { 1 << 20 }

    /// Bytes: a number of them, or as `64 MiB`; 0 is `never`.
    static var logSize: SettingCodec {
        SettingCodec(
            form: .textOrNumber,
            read: { (value, _) throws(SettingFault) in
                let text = value.wordText ?? ""
                if text == "never" { return 0 }
                guard let size = bytes(text) else {
                    throw SettingFault("\(Quoted.text(text)) is no size; write bytes, or as \"64 MiB\", or \"never\"")
                }
                guard size >= leastLogSize else {
                    throw SettingFault("\(Quoted.text(text)) is too small; 1 MiB is the least, and \"never\" possible")
                }
                return size
            },
            show: { size in
                guard size > 0 else { return .text("never") }
                let unit = units.first { size % $0.size == 0 }
                return unit.map { .text("\(size / $0.size) \($0.name)") } ?? .number(size)
            }
        )
    }

    private static func bytes(_ text: String) -> Int? {
        let unit = units.first { text.lowercased().hasSuffix($0.name.lowercased()) }
        let digits = text.dropLast(unit?.name.count ?? 0).filter { $0 != " " }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit?.size ?? 1)
        return overflow ? nil : product
    }
}

extension SettingCodec where Value == LogPolicy.Keeping {
    private static var longest: Int64 { 36_500 * 86_400 }

    /// `all`, a span of time with its unit, or a number of records.
    static var logKeeping: SettingCodec {
        SettingCodec(
            form: .textOrNumber,
            read: { (value, _) throws(SettingFault) in
                let text = value.wordText ?? ""
                if text == "all" { return .everything }
                if let count = Int(text), count > 0 { return .records(count) }
                guard let seconds = ValueRules.seconds(text), (1...longest).contains(seconds), Int(text) == nil else {
                    throw SettingFault(
                        "\(Quoted.text(text)) says not what to keep; write \"all\", a time as \"30d\", or a number of records"
                    )
                }
                return .seconds(seconds)
            },
            show: { keeping in
                switch keeping {
                case .everything: .text("all")
                case .records(let count): .number(count)
                case .seconds(let seconds): .text(span(seconds))
                }
            }
        )
    }

    private static func span(_ seconds: Int64) -> String {
        for (unit, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
