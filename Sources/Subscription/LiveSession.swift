import Bookings
import Ledger
import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Does what the `LiveFeedMachine` decides, on one event loop.
///
/// All calls come from that loop.
final class LiveSession: @unchecked Sendable {
    // Unchecked: everything mutable is touched on `loop` alone, which `start` and `stop` are called on.
    private let address: EndpointAddress
    private let loop: any EventLoop
    private let silenceLimit: TimeAmount
    private let deliver: @Sendable (FeedEvent) -> Void
    private var machine: LiveFeedMachine
    private var channel: (any NIOCore.Channel)?
    private var retry: Scheduled<Void>?
    private var silence: Scheduled<Void>?
    private var generation = 0
    /// The bookings of a long log, until all are there.
    private var gathered = BookingLedger()
    private var fields = SightingFields()
    private var isStopped = false

    init(
        address: EndpointAddress,
        loop: any EventLoop,
        after sequence: UInt64,
        gatheringFrom: UInt64?,
        silenceLimit: TimeAmount,
        keepsBookings: Bool,
        log: String?,
        deliver: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.address = address
        self.loop = loop
        self.silenceLimit = silenceLimit
        self.deliver = deliver
        machine = LiveFeedMachine(
            after: sequence,
            jitter: .random(in: 0...1),
            gatheringFrom: gatheringFrom,
            keepsBookings: keepsBookings,
            log: log
        )
    }

    func start() {
        loop.preconditionInEventLoop()
        perform(machine.start())
    }

    func stop() {
        loop.preconditionInEventLoop()
        isStopped = true
        closeChannel()
        retry?.cancel()
    }

    private func perform(_ actions: [LiveFeedMachine.Action]) {
        for action in actions {
            guard !isStopped else { return }
            switch action {
            case .connect(let sequence): connect(after: sequence)
            case .disconnect: closeChannel()
            case .retry(let milliseconds):
                retry = loop.scheduleTask(in: .milliseconds(milliseconds)) { self.perform(self.machine.start()) }
            case .deliver(.gathered):
                deliver(.ledger(gathered))
                gathered = BookingLedger()
            case .deliver(.reset):
                gathered = BookingLedger()
                deliver(.reset)
            case .deliver(.records(let records)): for event in FeedEvent.events(of: records) { deliver(event) }
            case .deliver(let delivery): if let event = event(for: delivery) { deliver(event) }
            }
        }
    }

    private func event(for delivery: LiveFeedMachine.Delivery) -> FeedEvent? {
        switch delivery {
        case .connecting(let attempt): .link(.connecting(attempt: attempt))
        case .reading(let percent): .link(.reading(percent: percent))
        case .live: .link(.live)
        case .lost(let reason, let milliseconds):
            .link(.lost(reason: reason, retryAt: LiveSession.now(plus: milliseconds)))
        case .reset, .records, .gathered: nil
        case .caughtUp(let last): .caughtUp(last: last)
        case .incident(let incident): .incident(incident)
        case .funnel(let update): .funnel(update)
        case .notice(let text): .notice(text)
        }
    }

    private static func now(plus milliseconds: Int64) -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000 + milliseconds)
    }

    private func connect(after sequence: UInt64) {
        generation += 1
        let current = generation
        let handler = EventStreamHandler(
            request: ClientRequest(
                method: "GET",
                path: "/v1/events?after=\(sequence)",
                headers: [("Accept", "text/event-stream"), ("Last-Event-ID", String(sequence))]
            ),
            host: address.hostField
        ) { signal in
            guard self.generation == current else { return }
            self.take(signal)
        }
        watchForSilence()
        EndpointClient.connect(to: address, on: loop, handler: handler).whenComplete { result in
            guard self.generation == current, !self.isStopped else {
                if case .success(let channel) = result { channel.close(promise: nil) }
                return
            }
            switch result {
            case .success(let channel): self.channel = channel
            case .failure: self.perform(self.machine.disconnected(reason: "nobody answers"))
            }
        }
    }

    private func take(_ signal: EventStreamHandler.Signal) {
        watchForSilence()
        switch signal {
        case .alive: break
        case .events(let events): take(events)
        case .ended(let reason): perform(machine.disconnected(reason: reason))
        }
    }

    private func take(_ events: [StreamEvent]) {
        var records: [LogRecord] = []
        var identity: String?
        for event in events {
            switch event.type {
            case "hello":
                let value = try? JSONParser.parse(event.data)
                perform(machine.received(records, identity: identity))
                records = []
                perform(
                    machine.hello(log: value?["log"]?.string ?? "", last: UInt64(max(0, value?["last"]?.integer ?? 0)))
                )
            case "incident", "funnel":
                if let news = LiveSession.news(event) { perform(machine.received(news)) }
            case "message" where machine.isGathering:
                gather(event.data)
            case "message":
                do {
                    let decoded = try DecodedLine(event.data)
                    if decoded.record.sequence == 1 { identity = LogIdentity.of(event.data) }
                    records.append(decoded.record)
                } catch {
                    deliver(.notice("a record from the endpoint could not be read; it is left out"))
                }
            default: break
            }
        }
        perform(machine.received(records, identity: identity))
    }

    /// Takes in a record of a long log, without making strings of it.
    private func gather(_ line: [UInt8]) {
        let (sequence, isFirst) = line.withUnsafeBufferPointer { line -> (UInt64?, Bool) in
            if fields.fill(fromSealed: line) {
                if fields.sequence > machine.last { gathered.apply(fields) }
                return (fields.sequence, fields.sequence == 1)
            }
            guard let record = try? DecodedLine(line).record else { return (nil, false) }
            if record.sequence > machine.last { gathered.apply(record) }
            return (record.sequence, record.sequence == 1)
        }
        guard let sequence else {
            return deliver(.notice("a record from the endpoint could not be read; it is left out"))
        }
        perform(machine.gathered(upTo: sequence, identity: isFirst ? LogIdentity.of(line) : nil))
    }

    /// What an event tells besides records; nil where it is of a kind that a newer endpoint may know.
    private static func news(_ event: StreamEvent) -> LiveFeedMachine.Delivery? {
        guard let value = try? JSONParser.parse(event.data) else { return nil }
        return event.type == "incident"
            ? Incident(value).map { .incident($0) } : FunnelUpdate(value).map { .funnel($0) }
    }

    private func watchForSilence() {
        silence?.cancel()
        let current = generation
        silence = loop.scheduleTask(in: silenceLimit) {
            guard self.generation == current, !self.isStopped else { return }
            self.perform(self.machine.disconnected(reason: "nothing was heard"))
        }
    }

    private func closeChannel() {
        generation += 1
        silence?.cancel()
        channel?.close(promise: nil)
        channel = nil
    }
}
