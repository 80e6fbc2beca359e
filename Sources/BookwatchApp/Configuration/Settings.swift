import Bookings
import Ingest
import Subscription

/// What the commands work with: the configuration file, with the options of the command line over it.
struct Settings {
    var listen = "127.0.0.1:8787"
    /// The path of the Unix socket; nil for none.
    var socket: String? = Environment.socket
    var log = Environment.logFile
    var theme = "default"
    var filter = ""
    var hosts: [String] = []
    var origins: [String] = []
    var publicURL: String?
    var meetingTime = MeetingTimeReading.page
    var webhooks = WebhookRules()
    var sources: [String: DeclaredSource] = [:]
    var onlyDeclaredSources = false
    var thankYou = ThankYou()

    /// Reads the configuration file, if there is one, and lays the options over it.
    ///
    /// A file that was named must exist; the default one need not.
    static func load(
        _ common: CommonOptions,
        endpoint: EndpointOptions? = nil,
        screen: ScreenOptions? = nil
    ) throws -> Settings {
        var settings = Settings()
        let path = common.config ?? Environment.configurationFile
        if let bytes = try ConfigurationFile.bytes(path: path, mustExist: common.config != nil) {
            settings = try ConfigurationFile.settings(from: bytes, path: path)
        }
        if let listen = endpoint?.listen { settings.listen = listen }
        if let socket = endpoint?.socket { settings.socket = socket.isEmpty ? nil : socket }
        if let log = endpoint?.log { settings.log = log }
        if let theme = screen?.theme { settings.theme = theme }
        if let filter = screen?.filter { settings.filter = filter }
        return settings
    }

    /// Where viewers of this machine find the endpoint: its socket, else its address.
    var viewerAddress: EndpointAddress {
        get throws {
            try EndpointAddress.parsing(socket ?? listen)
        }
    }
}
