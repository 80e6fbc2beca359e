import NIOCore

/// Until when a connection may stay as it is.
struct ConnectionClock {
    /// What the connection waits for.
    enum Stage {
        /// The next request.
        case idle
        /// The rest of a head.
        case head
        /// The rest of a body, the store, or the client to take the answer.
        case request
        /// The client to notice that it is over.
        case parting
        /// Nothing: a stream looks after itself, and some work takes its time.
        case none
    }

    /// Long enough for an answer to arrive before the connection is torn down.
    private static let partingTime = TimeAmount.seconds(1)

    private let limits: EndpointLimits
    private var stageStart: NIODeadline
    private var requestStart: NIODeadline
    private(set) var stage = Stage.idle

    init(limits: EndpointLimits, now: NIODeadline) {
        self.limits = limits
        stageStart = now
        requestStart = now
    }

    /// Enters a stage; a request counts from its first byte, whichever stages it goes through.
    mutating func enter(_ stage: Stage, at now: NIODeadline) {
        let isRequest = stage == .head || stage == .request
        if isRequest, self.stage == .idle || self.stage == .none { requestStart = now }
        stageStart = now
        self.stage = stage
    }

    /// When the patience with the present stage ends; nil for never.
    var deadline: NIODeadline? {
        switch stage {
        case .idle: stageStart + .milliseconds(limits.idleMilliseconds)
        case .head: requestStart + .milliseconds(limits.headMilliseconds)
        case .request: requestStart + .milliseconds(limits.requestMilliseconds)
        case .parting: stageStart + ConnectionClock.partingTime
        case .none: nil
        }
    }
}
