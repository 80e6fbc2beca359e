import Bookings
import Dashboard
import Ingest
import Storage
import Subscription

/// What the commands work with.
struct Settings {
    var listen = "127.0.0.1:8787"
    /// The path of the Unix socket; nil for none.
    var socket: String? = Environment.socket
    var log = Environment.logFile
    /// How the log is written.
    var logPolicy = LogPolicy()
    var theme = "auto"
    /// Whether the theme was set anywhere.
    var namesTheme = false
    var filter = ""
    /// The name or the key of the view that the dashboard starts with; nil for none.
    var view: String?
    /// What the terminal has, if nil.
    var colors: ColorOption?
    var ascii = false
    var keys = KeyPreset.default
    var clipboard = ClipboardChoice.auto
    /// Lines instead of a screen.
    var linear = false
    var hosts: [String] = []
    var origins: [String] = []
    var publicURL: String?
    var meetingTime = MeetingTimeReading.page
    var webhooks = WebhookRules()
    /// The file that the secrets of the webhooks come from.
    var secretFile: SecretFile? {
        didSet { webhooks.secrets = secretFile?.secrets ?? [] }
    }
    var sources: [String: DeclaredSource] = [:]
    var onlyDeclaredSources = false
    var thankYou = ThankYou()
    /// What is worth saying about them at the start, though they work; safe for a terminal.
    var warnings: [String] = []
    /// All settings as the dashboard's options show them.
    var shown: [ShownSetting] = []

    /// The settings as the file, the variables and the options of a command have them.
    ///
    /// - Throws: the first fault, wherever it is; with screen options, or with those of the endpoint, also what keeps their
    ///   settings from working on this machine.
    static func load(
        _ common: CommonOptions,
        endpoint: EndpointOptions? = nil,
        intake: IntakeOptions? = nil,
        screen: ScreenOptions? = nil
    ) throws -> Settings {
        var given = endpoint?.given ?? []
        given += intake?.given ?? []
        given += screen?.given ?? []
        var groups: Set<SettingGroup> = []
        if screen != nil { groups.insert(.screen) }
        if intake != nil { groups.insert(.intake) }
        let settings = try load(common, given: given, verifying: groups)
        // One that a file names may have been deleted in the dashboard since, which is no reason not to start.
        if let fault = screen?.view.flatMap(MachineRules.viewFault) {
            throw AppError.settings(SettingDiagnostic(origin: .flag("--view"), message: fault.message))
        }
        return settings
    }

    /// The settings with these flags, of which these groups are used.
    static func load(
        _ common: CommonOptions,
        given: [GivenFlag],
        verifying groups: Set<SettingGroup> = []
    ) throws -> Settings {
        var layers = try LayeredSettings.load(file: common.config, profile: common.profile, flags: given)
        layers.verify(groups)
        if let error = layers.found.first(where: { $0.severity == .error }) { throw AppError.settings(error) }
        var settings = layers.settings
        settings.namesTheme = layers.origin(of: "theme") != .standard
        settings.warnings = layers.found.map(\.text)
        settings.shown = SettingsListing(layers: layers, reveals: false).shown
        return settings
    }

    /// Where viewers of this machine find the endpoint: its socket, else its address.
    var viewerAddress: EndpointAddress {
        get throws {
            try EndpointAddress.parsing(socket ?? listen)
        }
    }
}

extension Settings {
    /// The socket as the settings write it, where none has a word of its own.
    var socketOrNone: String {
        get { socket ?? "none" }
        set { socket = newValue == "none" ? nil : newValue }
    }

    /// The secrets that were given themselves, not in a file.
    var listedSecrets: [String] {
        get { secretFile == nil ? webhooks.secrets : [] }
        set {
            secretFile = nil
            webhooks.secrets = newValue
        }
    }
}
