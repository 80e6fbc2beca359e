import ArgumentParser

/// Where the log is, and how it is written.
struct LogOptions: ParsableArguments {
    @Option(name: .customLong("log"), help: .setting("log.path"), completion: .file(extensions: ["jsonl"]))
    var path: String?

    @Option(name: .customLong("log-sync"), help: .setting("log.sync"))
    var sync: String?

    @Option(name: .customLong("log-rotate-size"), help: .setting("log.rotate_size"))
    var rotateSize: String?

    @Option(name: .customLong("log-rotate"), help: .setting("log.rotate"))
    var rotate: String?

    @Flag(name: .customLong("log-compress"), inversion: .prefixedNo, help: .setting("log.compress"))
    var compress: Bool?

    @Option(name: .long, help: .setting("log.keep"))
    var keep: String?

    /// The options that were given.
    var given: [GivenFlag] {
        GivenFlag.list(
            ("--log", path),
            ("--log-sync", sync),
            ("--log-rotate-size", rotateSize),
            ("--log-rotate", rotate),
            ("--log-compress", compress.map(String.init)),
            ("--keep", keep)
        )
    }
}
