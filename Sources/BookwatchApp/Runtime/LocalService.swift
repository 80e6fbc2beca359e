import Bookings
import Ingest
import Ledger
import Logging
import Storage
import Subscription

/// The endpoint and its store, running in this process.
final class LocalService: Sendable {
    private let settings: Settings
    private let store: BookingStore
    private let endpoint: Endpoint

    private init(settings: Settings, store: BookingStore, endpoint: Endpoint) {
        self.settings = settings
        self.store = store
        self.endpoint = endpoint
    }

    /// The same, with a progress bar.
    static func start(
        _ settings: Settings,
        logger: Logger,
        progress: ProgressOptions = ProgressOptions()
    ) throws -> LocalService {
        let meter = ProgressMeter.reading(settings.log, progress)
        let service = try start(settings, logger: logger, onRead: meter.update)
        meter.finish()
        return service
    }

    /// Opens the log, fills the store from it and starts listening.
    static func start(
        _ settings: Settings,
        logger: Logger,
        onRead: @escaping LogProgress.Observer
    ) throws -> LocalService {
        let store = try BookingStore.open(
            BookingStore.Configuration(path: settings.log, policy: settings.logPolicy),
            onRead: onRead
        )
        do {
            let configuration = EndpointConfiguration(
                listen: [settings.listen],
                socketPath: settings.socket,
                sources: settings.sources,
                onlyDeclaredSources: settings.onlyDeclaredSources,
                thankYou: settings.thankYou,
                hosts: settings.hosts,
                origins: settings.origins,
                meetingTime: settings.meetingTime,
                webhooks: settings.webhooks,
                version: Version.current,
                publicURL: settings.publicURL
            )
            let endpoint = try Endpoint.start(configuration, store: store, zones: .system, logger: logger)
            return LocalService(settings: settings, store: store, endpoint: endpoint)
        } catch {
            store.close()
            throw error
        }
    }

    /// The address that the endpoint listens on, as `127.0.0.1:8787`.
    var addressText: String {
        guard let address = endpoint.addresses.first else { return settings.socket ?? settings.listen }
        return address.hasPrefix("http://") ? String(address.dropFirst(7)) : address
    }

    /// Where viewers in this process find the endpoint.
    var viewerAddress: EndpointAddress {
        get throws { try EndpointAddress.parsing(settings.socket ?? addressText) }
    }

    /// What tells the log from another.
    var logIdentity: String { store.logIdentity }

    /// All bookings, as they are now.
    var ledger: BookingLedger { store.withLedger { $0 } }

    /// What the opening of the log brought to light, for people; empty where all was well.
    var recoveryLines: [String] { ReportLines.faults(of: store.recovery, path: settings.log) }

    /// Stops listening, lets accepted bookings reach the disk, and closes the log.
    func stop() {
        endpoint.shutdown()
        store.close()
    }
}
