/// How webhooks are checked (`[webhooks]` in the configuration).
public struct WebhookRules: Equatable, Sendable {
    /// The secrets of `Oncehub-Signature`, any of which is good; without one, webhooks are taken unsigned.
    public var secrets: [String]
    /// How old, or how far ahead, a signature may be, in seconds (contract.md section 4.2).
    public var toleranceSeconds: Int64
    /// Whether a signature beyond the tolerance is refused; else the event is taken and marked as stale.
    ///
    /// It is not known whether OnceHub signs anew when it sends an event again, which it does for three days.
    public var refusesStale: Bool

    /// Makes the rules.
    public init(secrets: [String] = [], toleranceSeconds: Int64 = 300, refusesStale: Bool = false) {
        self.secrets = secrets
        self.toleranceSeconds = toleranceSeconds
        self.refusesStale = refusesStale
    }
}
