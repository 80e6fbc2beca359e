import Storage
import Subscription
import Synchronization

/// Sends made-up traffic to an endpoint, on a thread of its own.
final class DemoSender: Sendable {
    private let address: EndpointAddress
    private let seed: UInt64
    private let rate: Double
    private let backlog: Int
    private let isStopped = Mutex(false)
    private let change = Condition()
    private let thread = Mutex<WorkerThread?>(nil)

    init(address: EndpointAddress, seed: UInt64, rate: Double, backlog: Int) {
        self.address = address
        self.seed = seed
        self.rate = rate
        self.backlog = backlog
    }

    func start() {
        thread.withLock { $0 = WorkerThread { [self] in run() } }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        change.signal()
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// A request that waits for its time.
    private struct Due {
        var request: DemoRequest
        var at: Int64
    }

    private func run() {
        var traffic = DemoTraffic(seed: seed)
        let client = EndpointClient(address: address)
        for _ in 0..<backlog where !isStopped.withLock({ $0 }) {
            for request in traffic.next(now: SystemClock.now) { send(request, by: client) }
        }
        var waiting: [Due] = []
        var nextCustomer = MonotonicClock.milliseconds
        while !isStopped.withLock({ $0 }) {
            let now = MonotonicClock.milliseconds
            if nextCustomer <= now {
                waiting += traffic.next(now: SystemClock.now).map { Due(request: $0, at: now + $0.delay) }
                nextCustomer += max(1, Int64(1_000 / rate))
            }
            for due in waiting where due.at <= now { send(due.request, by: client) }
            waiting.removeAll { $0.at <= now }
            let next = min(nextCustomer, waiting.map(\.at).min() ?? nextCustomer)
            _ = change.wait(milliseconds: max(1, next - now)) { isStopped.withLock { $0 } }
        }
    }

    /// A request that fails is lost, as one of a browser would be; the next customer comes all the same.
    private func send(_ request: DemoRequest, by client: EndpointClient) {
        _ = try? blocking {
            try await client.send(
                ClientRequest(method: request.method, path: request.path, headers: request.headers, body: request.body)
            )
        }
    }
}
