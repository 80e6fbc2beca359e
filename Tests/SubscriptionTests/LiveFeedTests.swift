import Bookings
import Foundation
import Ingest
import Ledger
import Logging
import Storage
import Synchronization
import Testing

@testable import Subscription

/// A live feed on a real endpoint, over TCP and over a Unix socket.
@Suite(.serialized) struct LiveFeedTests {
    @Test(arguments: [true, false])
    func aFeedCatchesUpAndFollows(isSocket: Bool) async throws {
        let test = try LiveTest()
        try await test.store(1...50)
        let feed = LiveFeed(address: try test.address(isSocket: isSocket))
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.caughtUp == 50 })
        #expect(seen.current.links.suffix(2) == [.connecting(attempt: 1), .live])
        try await test.store(51...60)
        #expect(seen.wait { $0.sequences == Array(1...60) })
        #expect(seen.current.resets == 0)
    }

    @Test func aLongLogComesAsOneLedger() async throws {
        let test = try LiveTest()
        try await test.store(1...50)
        let address = try test.address()
        let request = ClientRequest(
            method: "POST",
            path: "/v1/annotations",
            headers: [("Content-Type", "application/json")],
            body: Annotation(of: 7, isMarked: true).json
        )
        #expect(try await EndpointClient(address: address).send(request).status == 202)
        let feed = LiveFeed(address: address, gatheringFrom: 50)
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.caughtUp == 51 })
        #expect(seen.current.sequences.isEmpty)
        let ledger = try #require(seen.current.ledger)
        #expect(ledger.count == 50 && ledger.lastSequence == 51)
        #expect(ledger.row(ofSequence: 7).map { ledger.isMarked($0) } == true)
        try await test.store(51...51)
        #expect(seen.wait { $0.sequences == [52] })
    }

    @Test func anAnnotationGoesToTheEndpointAndComesBack() async throws {
        let test = try LiveTest()
        try await test.store(1...2)
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.caughtUp == 2 })
        try await feed.annotate(Annotation(of: 2, isMarked: true, remark: "VIP"))
        #expect(seen.wait { $0.annotations == [Annotation(of: 2, isMarked: true, remark: "VIP")] })
        await #expect(throws: FeedError.refused("No record of the log has this number.")) {
            try await feed.annotate(Annotation(of: 99, isMarked: true))
        }
        try await test.store(3...3)
        #expect(seen.wait { $0.sequences == [1, 2, 4] })
    }

    @Test func aFeedStartsAfterWhatIsKnown() async throws {
        let test = try LiveTest()
        try await test.store(1...5)
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed, after: 3)
        defer { feed.stop() }
        #expect(seen.wait { $0.caughtUp == 5 })
        #expect(seen.current.sequences == [4, 5])
    }

    @Test func aFeedGoesOnWhenTheEndpointComesBack() async throws {
        let test = try LiveTest()
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.links.last == .live })
        try await test.store(1...3)
        #expect(seen.wait { $0.sequences == [1, 2, 3] })
        try test.restart()
        try await test.store(4...6)
        #expect(seen.wait { $0.sequences == Array(1...6) && $0.links.last == .live })
        #expect(seen.current.resets == 0)
        #expect(seen.current.links.contains { if case .lost = $0 { true } else { false } })
    }

    @Test func anotherLogIsToldAndReadFromItsStart() async throws {
        let test = try LiveTest()
        try await test.store(1...3)
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.sequences == [1, 2, 3] })
        try await test.restart(withNewLog: true) { try await $0.store(101...104) }
        #expect(seen.wait { $0.resets == 1 && $0.sequences == [1, 2, 3, 4] })
    }

    @Test func aFeedWaitsForAnEndpointThatIsNotThereYet() async throws {
        let test = try LiveTest()
        let address = try test.address()
        test.stop()
        let feed = LiveFeed(address: address)
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.links.contains { if case .lost = $0 { true } else { false } } })
        try test.restart()
        #expect(seen.wait { $0.links.last == .live })
    }

    @Test func nothingIsDeliveredOnceStopReturns() async throws {
        let test = try LiveTest()
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed)
        #expect(seen.wait { $0.links.last == .live })
        feed.stop()
        let before = seen.current.deliveries
        try await test.store(1...5)
        feed.stop()
        #expect(seen.current.deliveries == before)
    }

    @Test func incidentsAndCountsAreDelivered() async throws {
        let test = try LiveTest()
        let feed = LiveFeed(address: try test.address())
        let seen = Seen(feed)
        defer { feed.stop() }
        #expect(seen.wait { $0.funnel == [FunnelUpdate(since: nil, isComplete: true, counts: [])] })
        let client = EndpointClient(address: try test.address())
        func post(_ path: String, _ body: String) async throws {
            let fields = [("Content-Type", "application/json")]
            let request = ClientRequest(method: "POST", path: path, headers: fields, body: Array(body.utf8))
            _ = try await client.send(request)
        }
        let loaded = #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":"BKC-1","name":"Intro"}}"#
        try await post("/v1/confirmations?source=site", loaded)
        try await post("/v1/reports?source=site", #"{"code":"config"}"#)
        let key = FunnelKey(source: "site", bookingCalendar: "BKC-1")
        #expect(seen.wait { $0.funnel.last?.counts == [FunnelCount(key, name: "Intro", loaded: 1)] })
        #expect(seen.current.funnel.last?.isComplete == false)
        #expect(seen.wait { $0.incidents.map(\.detail) == ["config"] })
        try test.restart()
        #expect(seen.wait { $0.funnel.last?.isComplete == true && $0.funnel.last?.counts.first?.loaded == 1 })
        #expect(seen.current.sequences.isEmpty && seen.current.resets == 0)
    }

    @Test func wholeRecordsAreFetched() async throws {
        let test = try LiveTest()
        try await test.store(1...3)
        let feed = LiveFeed(address: try test.address())
        defer { feed.stop() }
        let records = try await feed.records([3, 1, 99])
        #expect(Set(records.map(\.sequence)) == [1, 3])
        #expect(records.allSatisfy { $0.sighting.raw != .query("") })
    }

    @Test func aClientIsToldWhereNobodyAnswers() async throws {
        let test = try LiveTest()
        let address = try test.address()
        test.stop()
        let client = EndpointClient(address: address)
        await #expect(throws: ClientError.unreachable(address: address.description)) {
            try await client.send(ClientRequest(method: "GET", path: "/healthz"))
        }
    }

    @Test func aClientPostsAndReads() async throws {
        let test = try LiveTest()
        let client = EndpointClient(address: try test.address())
        let body = #"{"errorStatus":0,"bookingInfo":{"statusCode":1,"CustomerName":"Ana"}}"#
        let request = ClientRequest(
            method: "POST",
            path: "/v1/confirmations",
            headers: [("Content-Type", "application/json")],
            body: Array(body.utf8)
        )
        #expect(try await client.send(request).status == 202)
        #expect(try await client.send(ClientRequest(method: "GET", path: "/nowhere")).status == 404)
    }
}

@Suite struct LogIdentityTests {
    @Test func itIsThatOfTheEndpoint() async throws {
        let test = try LiveTest()
        try await test.store(1...1)
        let store = try #require(test.running?.store)
        let line = try #require(try store.line(1))
        #expect(LogIdentity.of(Array(line)) == store.logIdentity)
    }

    @Test func aLineWithoutAChecksumHasOneToo() {
        #expect(LogIdentity.of(Array("{}".utf8)).count == 8)
        #expect(LogIdentity.of([]).count == 8)
    }
}

/// An endpoint that can be stopped and started again on the same port.
private final class LiveTest {
    let folder: URL
    private(set) var running: (store: BookingStore, endpoint: Endpoint)?
    private var listen: String
    private var logNumber = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        var tries = 20
        while true {
            // Ports from 32768 on are given to those who connect, also while this endpoint is down.
            listen = "127.0.0.1:\(Int.random(in: 20_000..<32_000))"
            do {
                try start()
                return
            } catch EndpointError.addressInUse where tries > 0 { tries -= 1 }
        }
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private func start() throws {
        let path = folder.appending(path: "log\(logNumber).jsonl").path
        let store = try BookingStore.open(.init(path: path))
        let configuration = EndpointConfiguration(listen: [listen], socketPath: folder.appending(path: "s").path)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        do {
            let endpoint = try Endpoint.start(configuration, store: store, zones: .system, logger: logger)
            running = (store, endpoint)
        } catch {
            store.close()
            throw error
        }
    }

    func stop() {
        running?.endpoint.shutdown()
        running?.store.close()
        running = nil
    }

    func restart(withNewLog isNew: Bool = false) throws {
        stop()
        if isNew { logNumber += 1 }
        let end = Date(timeIntervalSinceNow: 10)
        while true {
            // A program that another test starts holds the old socket from its fork to its exec.
            do { return try start() } catch EndpointError.addressInUse where Date() < end {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }

    /// The same, with records in the new log before anyone can connect to it.
    func restart(withNewLog isNew: Bool, filling: (LiveTest) async throws -> Void) async throws {
        try restart(withNewLog: isNew)
        try await filling(self)
    }

    func address(isSocket: Bool = false) throws -> EndpointAddress {
        try #require(EndpointAddress(isSocket ? folder.appending(path: "s").path : listen))
    }

    func store(_ numbers: ClosedRange<Int>) async throws {
        let store = try #require(running?.store)
        for number in numbers {
            let query = "booking_calendar=BKC-1&id=BKNG-\(number)&name=N\(number)"
            let payload = Payload(.query(Array(query.utf8)), receivedAt: Timestamp(milliseconds: Int64(number)))
            _ = try await store.accept(try Sighting(decoding: payload))
        }
    }
}

/// What a feed delivered.
private final class Seen: Sendable {
    struct State {
        var links: [LinkState] = []
        var sequences: [UInt64] = []
        var resets = 0
        var caughtUp: UInt64?
        var annotations: [Annotation] = []
        var incidents: [Incident] = []
        var funnel: [FunnelUpdate] = []
        var ledger: BookingLedger?
        var deliveries = 0
    }

    private let state = Mutex(State())

    init(_ feed: LiveFeed, after sequence: UInt64 = 0) {
        feed.start(after: sequence) { [self] event in
            state.withLock { state in
                state.deliveries += 1
                switch event {
                case .link(let link): state.links.append(link)
                case .reset:
                    state.resets += 1
                    state.sequences = []
                case .records(let records): state.sequences += records.map(\.sequence)
                case .annotations(let records): state.annotations += records.map(\.annotation)
                case .caughtUp(let last): state.caughtUp = last
                case .incident(let incident): state.incidents.append(incident)
                case .funnel(let update): state.funnel.append(update)
                case .ledger(let ledger): state.ledger = ledger
                case .failed, .replay, .snapshot, .notice: break
                }
            }
        }
    }

    var current: State { state.withLock { $0 } }

    /// Waits until a condition holds; false where it does not in time.
    func wait(_ condition: (State) -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: 30)
        while !condition(current) {
            guard Date() < end else { return false }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return true
    }
}
