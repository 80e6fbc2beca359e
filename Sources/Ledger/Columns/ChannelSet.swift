import Bookings

/// The channels that a booking was seen on.
struct ChannelSet: OptionSet, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ channel: Channel) {
        switch channel {
        case .redirect: self.init(rawValue: 1)
        case .embed: self.init(rawValue: 2)
        case .webhook: self.init(rawValue: 4)
        }
    }
}
