public import Bookings
public import Logging
import NIOCore
import NIOPosix
public import Storage
import Synchronization

/// The HTTP endpoint that takes bookings in and tells of them.
public final class Endpoint: Sendable {
    private struct State {
        var channels: [any NIOCore.Channel] = []
        var socket: SocketFile?
        var observations: [BookingStore.Observation] = []
        var isShutDown = false
    }

    /// More threads than this have nothing to do: the disk sets the pace.
    private static let threadLimit = 4
    /// How long answers on their way may take at the end, in milliseconds.
    private static let partingMilliseconds: Int64 = 700

    /// Where it listens: `http://127.0.0.1:8787`, with the port that was really taken, and `unix:/path`.
    public let addresses: [String]
    private let group: MultiThreadedEventLoopGroup
    private let hubs: [NIOLoopBound<ConnectionHub>]
    private let services: Services
    private let state: Mutex<State>

    /// Starts listening; blocks until it does.
    ///
    /// The store must outlive the endpoint. The zones are for the start times on the page that customers see. The log
    /// gets what is worth a note, and never anything that a request brought.
    public static func start(
        _ configuration: EndpointConfiguration,
        store: BookingStore,
        zones: ZoneDirectory,
        logger: Logger
    ) throws(EndpointError) -> Endpoint {
        try Endpoint(configuration, store, zones, logger, now: Services.systemNow)
    }

    init(
        _ configuration: EndpointConfiguration,
        _ store: BookingStore,
        _ zones: ZoneDirectory,
        _ logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) throws(EndpointError) {
        var addresses: [ListenAddress] = []
        for text in configuration.listen { addresses.append(try ListenAddress(parsing: text)) }
        services = Services(
            configuration: configuration,
            store: store,
            zones: zones,
            pages: try LandingPages(configuration, at: now()),
            logger: logger,
            now: now
        )
        group = MultiThreadedEventLoopGroup(numberOfThreads: min(System.coreCount, Endpoint.threadLimit))
        let publicName = configuration.publicURL.map { [Endpoint.host(in: $0)] } ?? []
        let rules = HeadRules(
            hosts: HostRules(bound: addresses.map(\.host), names: configuration.hosts + publicName),
            limits: configuration.limits
        )
        hubs = Endpoint.makeHubs(group, services, rules)
        var opened = State()
        var names: [String] = []
        do throws(EndpointError) {
            let listener = Listener(group: group, hubs: hubs, limits: configuration.limits, counters: services.counters)
            for address in addresses {
                let channel = try listener.listen(on: address)
                opened.channels.append(channel)
                names.append(ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port).url)
            }
            if let path = configuration.socketPath {
                var file = try SocketFile(preparing: path)
                opened.channels.append(try listener.listen(on: file))
                try file.claim()
                opened.socket = file
                names.append("unix:" + path)
            }
        } catch {
            opened.socket?.remove()
            try? group.syncShutdownGracefully()
            throw error
        }
        self.addresses = names
        state = Mutex(opened)
        observe()
    }

    /// What it has done since it was started.
    public var statistics: EndpointStatistics { services.counters.statistics }

    /// Stops listening, ends the streams, lets answers on their way arrive, and removes the socket's file; idempotent.
    ///
    /// Blocks for a second at most; not for the threads of an event loop.
    public func shutdown() {
        let opened = state.withLock { state -> State? in
            guard !state.isShutDown else { return nil }
            defer {
                state = State()
                state.isShutDown = true
            }
            return state
        }
        guard let opened else { return }
        for observation in opened.observations { services.store.removeObservation(observation) }
        opened.socket?.remove()
        for channel in opened.channels { channel.close(promise: nil) }
        for hub in hubs { hub.eventLoop.execute { hub.value.shutDown() } }
        let deadline = NIODeadline.now() + .milliseconds(Endpoint.partingMilliseconds)
        while services.counters.connections.load(ordering: .relaxed) > 0, .now() < deadline {
            try? group.next().scheduleTask(in: .milliseconds(5), {}).futureResult.wait()
        }
        try? group.syncShutdownGracefully()
    }

    /// Wakes the streams of each loop once, however many batches reached the disk meanwhile.
    private func observe() {
        let loops = hubs.map { Waker(hub: $0) }
        let batches = services.store.observe { _ in
            for loop in loops { loop.wake() }
        }
        let events = services.store.observeEvents { [services] event in
            services.note(event)
            switch event {
            case .erased, .forgot: for loop in loops { loop.beginAnew() }
            default: break
            }
            for loop in loops { loop.wakeForNews() }
        }
        state.withLock { $0.observations = [batches, events] }
    }

    private static func makeHubs(
        _ group: MultiThreadedEventLoopGroup,
        _ services: Services,
        _ rules: HeadRules
    ) -> [NIOLoopBound<ConnectionHub>] {
        group.makeIterator().compactMap { loop in
            try? loop.submit {
                WorkerThread.yieldToRunning()
                return NIOLoopBound(ConnectionHub(services: services, rules: rules, loop: loop), eventLoop: loop)
            }.wait()
        }
    }

    private static func host(in url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        return String(rest.prefix { $0 != "/" })
    }
}

/// Wakes the streams of one loop.
private final class Waker: Sendable {
    private let hub: NIOLoopBound<ConnectionHub>
    private let isDue = Atomic(false)

    init(hub: NIOLoopBound<ConnectionHub>) {
        self.hub = hub
    }

    func wakeForNews() {
        hub.eventLoop.execute { [self] in hub.value.wakeForNews() }
    }

    func beginAnew() {
        hub.eventLoop.execute { [self] in hub.value.beginAnew() }
    }

    func wake() {
        guard !isDue.exchange(true, ordering: .acquiringAndReleasing) else { return }
        hub.eventLoop.execute { [self] in
            isDue.store(false, ordering: .releasing)
            hub.value.wake()
        }
    }
}
