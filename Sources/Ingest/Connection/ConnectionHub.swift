import NIOCore
import Storage

/// The connections of one event loop, and among them the streams; used on that loop alone.
final class ConnectionHub {
    let services: Services
    let rules: HeadRules
    let loop: any EventLoop
    let answers: AnswerQueue
    private(set) var isShuttingDown = false
    private var date = HTTPDate()
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    private var streams: [ObjectIdentifier: EventStream] = [:]
    private var batches = BatchCache()
    private var nextTick: Scheduled<Void>?
    /// What this second's news are, by what is known already: most streams know the same.
    private var news: [NewsCursor: News] = [:]

    init(services: Services, rules: HeadRules, loop: any EventLoop) {
        self.services = services
        self.rules = rules
        self.loop = loop
        answers = AnswerQueue(loop: loop)
    }

    func add(_ connection: ConnectionHandler) {
        connections[ObjectIdentifier(connection)] = connection
        services.counters.connections.add(1)
    }

    func remove(_ connection: ConnectionHandler) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        services.counters.connections.add(-1)
    }

    func add(_ stream: EventStream) {
        streams[ObjectIdentifier(stream)] = stream
        services.counters.streams.add(1)
        if nextTick == nil { scheduleTick() }
    }

    func remove(_ stream: EventStream) {
        guard streams.removeValue(forKey: ObjectIdentifier(stream)) != nil else { return }
        services.counters.streams.add(-1)
        guard streams.isEmpty else { return }
        nextTick?.cancel()
        nextTick = nil
        batches = BatchCache()
    }

    /// Tells all streams that the log has grown.
    func wake() {
        for stream in streams.values { stream.pump() }
    }

    /// Tells all streams that records were erased, and forgets what was read of the log before.
    func beginAnew() {
        batches = BatchCache()
        for stream in streams.values { stream.beginAnew() }
    }

    /// Tells all streams that something happened besides bookings.
    func wakeForNews() {
        news = [:]
        for stream in streams.values { stream.sendNews() }
    }

    /// Ends the streams, closes what is idle, and lets every other connection end with the answer it waits for.
    func shutDown() {
        isShuttingDown = true
        for stream in streams.values { stream.end("the endpoint is shutting down") }
        for connection in connections.values { connection.shutDown() }
    }

    /// The next records after one; nil where there are none yet.
    func batch(after sequence: UInt64) throws(LogError) -> EventBatch? {
        if let batch = batches[sequence] { return batch }
        let lines = try services.store.lines(
            after: sequence,
            maximumBytes: services.configuration.limits.streamBytes
        )
        let batch = EventBatch(lines, after: sequence)
        if let batch { batches.add(batch) }
        return batch
    }

    /// What happened besides bookings after a point; all that is known for nil.
    func news(after cursor: NewsCursor?) -> News {
        guard let cursor else { return News(after: nil, services) }
        if let news = news[cursor] { return news }
        let news = News(after: cursor, services)
        self.news[cursor] = news
        return news
    }

    /// The first event of a stream.
    func greeting() -> ByteBuffer {
        EventBatch.greeting(
            version: services.configuration.version,
            log: services.store.logIdentity,
            last: services.store.lastSequence,
            heartbeatSeconds: services.configuration.heartbeatSeconds
        )
    }

    /// The date for an answer.
    func dateText() -> String { date.text(at: services.now()) }

    private func scheduleTick() {
        nextTick = loop.assumeIsolated().scheduleTask(in: .seconds(1)) { [self] in
            scheduleTick()
            tick()
        }
    }

    private func tick() {
        let now = loop.now
        news = [:]
        let heartbeat = TimeAmount.seconds(Int64(services.configuration.heartbeatSeconds))
        let patience = TimeAmount.milliseconds(services.configuration.limits.streamStallMilliseconds)
        for stream in streams.values { stream.tick(now, heartbeat: heartbeat, patience: patience) }
    }
}
