import Bookings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file or folder that bookwatch uses, and what decides that it is this one.
struct UsedPath {
    /// What it is, for people.
    var name: String
    var path: String
    /// `default`, the name of a flag or a variable, or a place in the file.
    var origin: String
    /// What kind of origin that is.
    var kind: String

    /// All of them; those of settings without a value are left out.
    static func all(_ layers: LayeredSettings, configFlag: String?) -> [UsedPath] {
        let settings = layers.settings
        let log = layers.origin(of: "log.path")
        let folder = SettingOrigin.variableIfSet("XDG_CONFIG_HOME")
        let state = SettingOrigin.variableIfSet("XDG_STATE_HOME")
        var paths = [
            UsedPath(
                "configuration",
                Environment.configurationPath(option: configFlag),
                configurationOrigin(configFlag)
            ),
            UsedPath("log", settings.log, log == .standard ? state : log),
        ]
        for (name, file) in [("refused payloads", "rejected.jsonl"), ("funnel", "funnel.jsonl")] {
            paths.append(UsedPath(name, besides(settings.log, file), log == .standard ? state : log))
        }
        if let socket = settings.socket {
            let origin = layers.origin(of: "socket")
            let variable = Environment.value("XDG_RUNTIME_DIR") == nil ? "TMPDIR" : "XDG_RUNTIME_DIR"
            paths.append(UsedPath("socket", socket, origin == .standard ? .variableIfSet(variable) : origin))
        }
        paths += Environment.themeFolders.map { UsedPath("themes", $0, folder) }
        paths.append(UsedPath("keys", Environment.keyFile, folder))
        paths.append(UsedPath("views", ViewsFile.path, folder))
        paths += [
            UsedPath("kept screen", Environment.screenFile, state),
            UsedPath("kept theme", Environment.keptThemeFile, state),
            UsedPath("filter history", Environment.filterHistoryFile, state),
            UsedPath("clipboard file", Environment.clipboardFile, state),
        ]
        paths.append(UsedPath("messages", Environment.programLogFile, state))
        if let secrets = settings.secretFile?.path {
            paths.append(UsedPath("webhook secrets", secrets, layers.origin(of: "webhooks.secrets_file")))
        }
        for setting in layers.settingsThere where setting.key.hasSuffix("thank_you.template") {
            guard case .text(let path) = setting.value(settings) else { continue }
            paths.append(UsedPath("thank-you page", path, layers.origin(of: setting.key)))
        }
        return paths
    }

    private init(_ name: String, _ path: String, _ origin: SettingOrigin) {
        self.name = name
        self.path = path
        self.origin = origin.text
        kind = origin.kind
    }

    /// Whether there is anything.
    var exists: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "name", value: .string(name)),
            JSONMember(name: "path", value: .string(path)),
            JSONMember(name: "origin", value: .string(kind)),
            JSONMember(name: "decided_by", value: .string(origin)),
            JSONMember(name: "exists", value: .bool(exists)),
        ])
    }

    private static func configurationOrigin(_ flag: String?) -> SettingOrigin {
        if flag != nil { return .flag("--config") }
        if Environment.value(Environment.configurationVariable) != nil {
            return .variable(Environment.configurationVariable)
        }
        return .variableIfSet("XDG_CONFIG_HOME")
    }

    private static func besides(_ path: String, _ name: String) -> String {
        (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + name
    }
}

extension SettingOrigin {
    /// A variable of the system that moves a default; the default itself where it is not set.
    fileprivate static func variableIfSet(_ name: String) -> SettingOrigin {
        Environment.value(name) == nil ? .standard : .variable(name)
    }
}
