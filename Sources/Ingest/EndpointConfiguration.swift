public import Bookings

/// How an endpoint listens and what it lets in.
public struct EndpointConfiguration: Sendable {
    /// The TCP addresses to listen on: `127.0.0.1:8787`, `[::1]:8787`; port 0 takes a free one.
    public var listen: [String]
    /// The path of the Unix socket to listen on; nil for none.
    ///
    /// Its folder is made, for this user alone, where it is missing.
    public var socketPath: String?
    /// The declared sources, by name.
    public var sources: [String: DeclaredSource]
    /// Whether bookings of sources that are not declared, or of none, are refused; for redirects and embeds.
    public var onlyDeclaredSources: Bool
    /// What customers see after a redirect, where their source says nothing else.
    public var thankYou: ThankYou
    /// Host names that requests may carry besides `localhost` and the addresses listened on.
    ///
    /// They are those of a proxy in front: under them bookings are taken in, but never shown.
    public var hosts: [String]
    /// The origins of pages that may post embeds: `https://www.example.com`; compared exactly.
    public var origins: [String]
    /// How `meetingTime` of booking pages redirects is read.
    public var meetingTime: MeetingTimeReading
    /// How webhooks are checked.
    public var webhooks: WebhookRules
    /// The seconds between two heartbeats on a silent stream of live events.
    public var heartbeatSeconds: Int
    /// The limits of what anyone may ask for.
    public var limits: EndpointLimits
    /// The version told by `/healthz` and live streams.
    public var version: String
    /// The URL under which a proxy offers the endpoint; its host counts as one of `hosts`.
    public var publicURL: String?

    /// Makes a configuration.
    public init(
        listen: [String] = ["127.0.0.1:8787"],
        socketPath: String? = nil,
        sources: [String: DeclaredSource] = [:],
        onlyDeclaredSources: Bool = false,
        thankYou: ThankYou = ThankYou(),
        hosts: [String] = [],
        origins: [String] = [],
        meetingTime: MeetingTimeReading = .page,
        webhooks: WebhookRules = WebhookRules(),
        heartbeatSeconds: Int = 15,
        limits: EndpointLimits = EndpointLimits(),
        version: String = "",
        publicURL: String? = nil
    ) {
        self.listen = listen
        self.socketPath = socketPath
        self.sources = sources
        self.onlyDeclaredSources = onlyDeclaredSources
        self.thankYou = thankYou
        self.hosts = hosts
        self.origins = origins
        self.meetingTime = meetingTime
        self.webhooks = webhooks
        self.heartbeatSeconds = heartbeatSeconds
        self.limits = limits
        self.version = version
        self.publicURL = publicURL
    }
}
