import ArgumentParser

extension ConfigCommand {
    /// `bookwatch config check [FILE]`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say all that is wrong with the configuration, by file, line and column.",
            discussion: """
                With a file, that file alone; else the file that is in use, and the variables. Exit code 1 if there is an \
                error; warnings are printed too.
                """
        )

        @Argument(help: "A configuration file.", completion: .file(extensions: ["toml"]))
        var file: String?

        @OptionGroup var common: CommonOptions

        func run() throws {
            try reportingErrors {
                var layers =
                    try file.map { try LayeredSettings.load(onlyFile: $0) }
                    ?? LayeredSettings.load(file: common.config, profile: common.profile)
                if file == nil {
                    layers.noteUnknownVariables(Environment.variables(prefix: Environment.variablePrefix).keys)
                }
                layers.verify(Set(SettingGroup.allCases))
                try checkProfiles(&layers)
                DiagnosticPrinter.write(layers.found)
                if layers.found.contains(where: { $0.severity == .error }) { throw ExitStatus.failure }
                let name = layers.file.map { Quoted.line($0) }
                StandardOutput.write((name ?? "no configuration file, so the defaults hold") + ": good\n")
            }
        }

        /// Adds what is wrong with a profile only when it is in use, as a theme that is not there.
        private func checkProfiles(_ layers: inout LayeredSettings) throws {
            guard let path = layers.file else { return }
            for profile in layers.profiles.keys.sorted() where profile != layers.profile {
                var other = try LayeredSettings.load(onlyFile: path, profile: profile)
                other.verify(Set(SettingGroup.allCases))
                let known = Set(layers.found.map(\.text))
                layers.found += other.found.filter { $0.origin.kind == "profile" && !known.contains($0.text) }
            }
        }
    }
}

/// What is wrong with the settings, on the standard error.
enum DiagnosticPrinter {
    private static let most = 50

    /// Those of the file in its order, then the others; nobody reads the hundredth.
    static func write(_ found: [SettingDiagnostic]) {
        let sorted = found.enumerated().sorted { left, right in
            (left.element.origin.rank, left.offset) < (right.element.origin.rank, right.offset)
        }
        for (_, diagnostic) in sorted.prefix(most) { StandardError.write(diagnostic.text) }
        if found.count > most { StandardError.write("and \(found.count - most) more") }
    }
}

extension SettingOrigin {
    /// Files by line and column, before what has no place in a file.
    fileprivate var rank: Int {
        switch self {
        case .file(_, let line, let column), .profile(_, _, let line, let column):
            line << 20 | min(column, 1 << 20 - 1)
        case .standard, .variable, .flag: .max
        }
    }
}
