public import Bookings
public import Screen

/// What a dashboard is told once, at the start.
public struct DashboardConfiguration: Sendable {
    /// Where the bookings come from.
    public enum Mode: Equatable, Sendable {
        /// From an endpoint, as they arrive.
        case live
        /// From a logged session; what "now" means is then the time in the log.
        case replay
    }

    /// Where the bookings come from.
    public var mode: Mode
    /// What the header calls the endpoint or the log: `127.0.0.1:8787`, `bookings.jsonl`.
    public var endpoint: String
    /// The present instant.
    public var now: Timestamp
    /// The rules of the viewer's zone.
    public var zone: ZoneRules
    /// Looks up customers' zones.
    public var zones: ZoneDirectory
    /// The signs of the theme.
    public var glyphs: GlyphSet
    /// The size of the screen until the terminal tells another.
    public var size: Size
    /// The filter expression to start with; a bad one is shown with its error and filters nothing.
    public var filter: String
    /// The views saved earlier.
    public var views: [SavedView]
    /// The name or the key of the view to start with, instead of `filter`; nil for none.
    public var view: String?
    /// The expressions kept in the filter line earlier, oldest first.
    public var filterHistory: [String]
    /// The URL to give OnceHub, shown while there is no booking.
    public var redirectURL: String?
    /// A command that makes a first booking, line by line, shown while there is no booking.
    public var trial: [String]
    /// What the user should be told at the start, as warnings of the theme.
    public var notices: [String]
    /// The URL of the endpoint, for commands that send something to it.
    public var endpointURL: String
    /// Whether links can be opened: there is a display, and it is the user's.
    public var opensLinks: Bool
    /// Whether the endpoint runs in this process, and so ends with the dashboard.
    public var ownsEndpoint: Bool
    /// Which key does what.
    public var keyMap: KeyMap
    /// The settings in force, to be looked at among the options.
    public var settings: [ShownSetting]
    /// What the viewer chose of the screen at another time, and had saved.
    public var choices: ScreenChoices

    /// Makes a configuration.
    public init(
        mode: Mode = .live,
        endpoint: String,
        now: Timestamp,
        zone: ZoneRules = .utc,
        zones: ZoneDirectory,
        glyphs: GlyphSet = .unicode,
        size: Size = Size(columns: 80, rows: 24),
        filter: String = "",
        views: [SavedView] = [],
        view: String? = nil,
        filterHistory: [String] = [],
        redirectURL: String? = nil,
        trial: [String] = [],
        notices: [String] = [],
        endpointURL: String = "http://127.0.0.1:8787",
        opensLinks: Bool = false,
        ownsEndpoint: Bool = false,
        keyMap: KeyMap = .default,
        settings: [ShownSetting] = [],
        choices: ScreenChoices = ScreenChoices()
    ) {
        self.mode = mode
        self.endpoint = endpoint
        self.now = now
        self.zone = zone
        self.zones = zones
        self.glyphs = glyphs
        self.size = size
        self.filter = filter
        self.views = views
        self.view = view
        self.filterHistory = filterHistory
        self.redirectURL = redirectURL
        self.trial = trial
        self.notices = notices
        self.endpointURL = endpointURL
        self.opensLinks = opensLinks
        self.ownsEndpoint = ownsEndpoint
        self.keyMap = keyMap
        self.settings = settings
        self.choices = choices
    }
}

/// A setting as the options show it.
public struct ShownSetting: Equatable, Sendable {
    /// Its key in the configuration file.
    public var key: String
    /// Its value, safe to show; secrets are not.
    public var value: String
    /// Where the value comes from: a flag, a variable, a place in a file, or the default.
    public var origin: String
    /// What it is, in a sentence.
    public var help: String

    /// Makes a setting.
    public init(key: String, value: String, origin: String, help: String) {
        self.key = key
        self.value = value
        self.origin = origin
        self.help = help
    }
}
