import Bookings
import Foundation
import Ledger
import Logging
import NIOCore
import Storage

@testable import Ingest

/// A log of its own in a folder of its own, and what the handlers need.
final class TestServices {
    let folder: URL
    let store: BookingStore
    let services: Services
    private let keepsFolder: Bool

    init(_ configuration: EndpointConfiguration = EndpointConfiguration(version: "1.2.3"), folder: URL? = nil) throws {
        keepsFolder = folder != nil
        self.folder =
            folder ?? FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        store = try BookingStore.open(.init(path: self.folder.appending(path: "log.jsonl").path))
        services = Services(
            configuration: configuration,
            store: store,
            zones: .system,
            pages: try LandingPages(configuration),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            now: { Timestamp(milliseconds: 1_770_109_965_000) }
        )
    }

    deinit {
        store.close()
        if !keepsFolder { try? FileManager.default.removeItem(at: folder) }
    }

    /// The answer to a request that is not a stream; waits for the store.
    func answer(_ request: Request) async -> Answer? {
        switch Route.answer(request, services) {
        case .answer(let answer): answer
        case .later(let begin), .muchLater(let begin):
            await withCheckedContinuation { done in begin { done.resume(returning: $0()) } }
        case .stream: nil
        }
    }
}

/// A running endpoint with a log of its own.
final class TestEndpoint {
    let folder: URL
    let store: BookingStore
    let endpoint: Endpoint
    let port: Int

    var socketPath: String { folder.appending(path: "s").path }

    init(_ configure: (inout EndpointConfiguration) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        store = try BookingStore.open(.init(path: folder.appending(path: "log.jsonl").path))
        var configuration = EndpointConfiguration(listen: ["127.0.0.1:0"], version: "1.2.3")
        configuration.socketPath = folder.appending(path: "s").path
        configure(&configuration)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        do {
            endpoint = try Endpoint.start(configuration, store: store, zones: .system, logger: logger)
        } catch {
            store.close()
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
        port = endpoint.addresses.compactMap { $0.split(separator: ":").last.flatMap { Int($0) } }.first ?? 0
    }

    deinit {
        endpoint.shutdown()
        store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Stores bookings with notes of that many bytes, without HTTP.
    func fill(_ count: Int, noteBytes: Int = 0) async throws {
        let note = String(repeating: "n", count: noteBytes)
        let sightings = try (1...count).map { number in
            let query = "booking_calendar=BKC-1&id=BKNG-\(number)&name=N\(number)&note=\(note)"
            let payload = Payload(.query(Array(query.utf8)), receivedAt: Timestamp(milliseconds: Int64(number)))
            return try Sighting(decoding: payload)
        }
        // All at once, so that they share their syncs; the last one is on the disk after all others.
        for sighting in sightings.dropLast() { store.accept(sighting) { _ in } }
        if let last = sightings.last { _ = try await store.accept(last) }
    }
}
