import Bookings
import Ingest
import Theming

/// The settings, with where each comes from: flags over variables over the file over the defaults.
struct LayeredSettings {
    var settings = Settings()
    /// Where each setting that is not the default was set, by its key.
    private(set) var origins: [String: SettingOrigin] = [:]
    /// What is wrong, in the order in which it was found.
    var found: [SettingDiagnostic] = []
    /// The file that was read; nil where there is none.
    private(set) var file: String?
    /// The profile whose settings are laid over those of the file.
    private(set) var profile: String?
    /// The profiles of the file, and where each begins.
    var profiles: [String: SettingOrigin] = [:]

    /// Reads everything there is.
    ///
    /// - Parameters:
    ///   - file: the configuration file, which must exist; nil for the one that a variable names, or the usual one if it is there.
    ///   - profile: the profile; nil for the one that a variable names, if any.
    ///   - flags: what the command line says.
    /// - Returns: the settings; what is wrong with them is in `found`.
    /// - Throws: where the file cannot be read.
    static func load(file: String?, profile: String?, flags: [GivenFlag] = []) throws -> LayeredSettings {
        var layers = LayeredSettings()
        let variables = Environment.variables(prefix: Environment.variablePrefix)
        let named = file ?? variables[Environment.configurationVariable]
        let path = named.flatMap { $0.isEmpty ? nil : $0 } ?? Environment.configurationFile
        if named == "" {
            layers.note("an empty value; give a path, or unset it", .variable(Environment.configurationVariable))
        }
        layers.profile = profile ?? variables[Environment.profileVariable]
        try layers.readFile(path, mustExist: named?.isEmpty == false)
        layers.checkProfile(isFlag: profile != nil)
        layers.read(variables)
        layers.read(flags)
        layers.checkConsistency()
        return layers
    }

    /// Reads one file, with one of its profiles or none, and nothing else.
    static func load(onlyFile path: String, profile: String? = nil) throws -> LayeredSettings {
        var layers = LayeredSettings()
        layers.profile = profile
        try layers.readFile(path, mustExist: true)
        layers.checkConsistency()
        return layers
    }

    /// Adds what keeps settings of these groups from working on this machine.
    mutating func verify(_ groups: Set<SettingGroup>) {
        for setting in settingsThere where groups.contains(setting.group) {
            guard let fault = setting.verify(settings) else { continue }
            note(fault, setting, origins[setting.key] ?? .standard)
        }
    }

    /// All settings, with those of each source that is declared.
    var settingsThere: [Setting<Settings>] {
        SettingTable.all + settings.sources.keys.sorted().flatMap(SettingTable.source)
    }

    /// Notes that a source is declared, even if nothing is said of it.
    mutating func declare(_ name: String) {
        settings.sources[name] = settings.sources[declared: name]
    }

    func origin(of key: String) -> SettingOrigin { origins[key] ?? .standard }

    /// Takes a value over, or notes why it cannot be one.
    mutating func set(
        _ setting: Setting<Settings>,
        to value: SettingValue,
        _ origin: SettingOrigin,
        elements: [SettingOrigin] = [],
        context: SettingContext = SettingContext()
    ) {
        do throws(SettingFault) {
            if let other = setting.alternative, let there = origins[other] {
                guard there.kind != origin.kind else {
                    throw SettingFault("\(Quoted.text(other)) is given too; one of them is enough")
                }
                origins[other] = nil
            }
            try setting.store(value, &settings, context)
            origins[setting.key] = origin
        } catch {
            for fault in [error] + error.others {
                let place = fault.element.flatMap { $0 < elements.count ? elements[$0] : nil } ?? origin
                note(fault, setting, place)
            }
        }
    }

    mutating func note(_ fault: SettingFault, _ setting: Setting<Settings>, _ origin: SettingOrigin) {
        // A variable and a flag name the setting themselves.
        let name = origin.isInFile ? Quoted.plain(setting.key) + ": " : ""
        found.append(SettingDiagnostic(origin: origin, message: name + fault.message, pointer: fault.pointer))
    }

    mutating func note(_ message: String, _ origin: SettingOrigin, _ severity: SettingDiagnostic.Severity = .error) {
        found.append(SettingDiagnostic(origin: origin, severity: severity, message: message))
    }
}

extension LayeredSettings {
    /// Notes where the profile that was asked for is not in the file.
    private mutating func checkProfile(isFlag: Bool) {
        guard let profile, profiles[profile] == nil else { return }
        let near = Suggestion.nearest(to: profile, among: profiles.keys).map { ValueRules.meant($0) }
        let known = profiles.keys.sorted().joined(separator: ", ")
        let rest = profiles.isEmpty ? "; write a table [profiles.NAME] into config.toml" : "; there are \(known)"
        note(
            "there is no profile \(Quoted.text(profile))" + (near ?? rest),
            isFlag ? .flag("--profile") : .variable(Environment.profileVariable)
        )
    }

    private mutating func readFile(_ path: String, mustExist: Bool) throws {
        guard let contents = try ConfigurationFile(reading: path, mustExist: mustExist) else { return }
        file = path
        do throws(TOMLFault) {
            let document = try BoundedTOML.parse(contents.bytes, file: path)
            var reader = DocumentReader(path: path, layers: self)
            reader.read(document)
            self = reader.layers
        } catch {
            note(error.reason, .file(path: path, line: error.line, column: error.column ?? 1))
            return
        }
        if contents.isOpenToOthers, holdsSecrets {
            let message = "other users may read this file, which holds secrets; close it to them: chmod 600"
            note(message, .file(path: path, line: 1, column: 1), .warning)
        }
    }

    private var holdsSecrets: Bool {
        !settings.listedSecrets.isEmpty || settings.sources.values.contains { $0.token != nil }
    }
}
