public import Bookings

/// What the owner declared of a source (`[sources.NAME]` in the configuration).
public struct DeclaredSource: Equatable, Sendable {
    /// What fills the fields that a payload leaves empty.
    public var labels: SourceLabels
    /// What a request in the name of the source must carry; nil for none.
    ///
    /// In the path of a redirect, `/confirm/<source>/<token>`; in the field `Bookwatch-Token`, or as `?token=`, of an embed.
    public var token: String?
    /// The origins of the pages that may send embeds of this source; empty for those of the whole endpoint.
    public var origins: [String]
    /// What its customers see; nil for what all others see.
    public var thankYou: ThankYou?

    /// Makes a declaration.
    public init(
        _ labels: SourceLabels,
        token: String? = nil,
        origins: [String] = [],
        thankYou: ThankYou? = nil
    ) {
        self.labels = labels
        self.token = token
        self.origins = origins
        self.thankYou = thankYou
    }
}
