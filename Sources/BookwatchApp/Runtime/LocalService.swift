import Bookings
import Ingest
import Logging
import Storage

/// The endpoint and its store, running in this process.
final class LocalService {
    let store: BookingStore
    let endpoint: Endpoint

    private init(store: BookingStore, endpoint: Endpoint) {
        self.store = store
        self.endpoint = endpoint
    }

    /// Opens the log, fills the store from it and starts listening.
    static func start(_ settings: Settings, logger: Logger) throws -> LocalService {
        let store = try BookingStore.open(BookingStore.Configuration(path: settings.log))
        do {
            let configuration = EndpointConfiguration(settings)
            let endpoint = try Endpoint.start(configuration, store: store, zones: .system, logger: logger)
            return LocalService(store: store, endpoint: endpoint)
        } catch {
            store.close()
            throw error
        }
    }

    /// Where viewers in this process find the endpoint.
    var viewerAddress: EndpointAddress { endpoint.viewerAddress }

    /// What the opening of the log brought to light, for people; empty where all was well.
    var recoveryLines: [String] { ReportLines.faults(of: store.recovery, path: store.path) }

    /// Stops listening, lets accepted bookings reach the disk, and closes the log.
    func stop() {
        endpoint.shutdown()
        store.close()
    }
}
