import Foundation
import Logging
import Storage
import Testing

@testable import Ingest

@Suite struct ListeningTests {
    @Test(arguments: [
        ("127.0.0.1:8787", "127.0.0.1", 8_787), ("[::1]:0", "::1", 0), ("localhost:65535", "localhost", 65_535),
    ])
    func anAddressIsRead(text: String, host: String, port: Int) throws {
        #expect(try ListenAddress(parsing: text) == ListenAddress(host: host, port: port))
    }

    @Test(arguments: [
        "", ":80", "localhost", "localhost:", "localhost:65536", "localhost:-1", "::1:80", "[::1]", "a:+1",
    ])
    func whatIsNoAddressIsSaid(text: String) {
        #expect(throws: EndpointError.badAddress(text)) { try ListenAddress(parsing: text) }
    }

    @Test func aTakenPortIsSaid() throws {
        let first = try TestEndpoint()
        let address = "127.0.0.1:\(first.port)"
        #expect(throws: EndpointError.addressInUse(address)) { try TestEndpoint { $0.listen = [address] } }
    }

    @Test func theSocketIsForThisUserAlone() throws {
        let test = try TestEndpoint { $0.socketPath = $0.socketPath.map { $0 + ".d/deep/s" } }
        let path = test.socketPath + ".d/deep/s"
        #expect(test.endpoint.addresses.last == "unix:" + path)
        #expect(try permissions(path) == 0o600)
        #expect(try permissions(test.socketPath + ".d") == 0o700)
    }

    @Test func aSocketThatSomebodyListensOnIsLeftAlone() throws {
        let first = try TestEndpoint()
        #expect(throws: EndpointError.addressInUse(first.socketPath)) {
            try TestEndpoint { $0.socketPath = first.socketPath }
        }
        let connection = try RawConnection(path: first.socketPath)
        #expect(connection.exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")?.status == 200)
    }

    @Test func aSocketLeftOverIsReplaced() throws {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try leaveSocket(at: path)
        let test = try TestEndpoint { $0.socketPath = path }
        #expect(test.endpoint.addresses.contains("unix:" + path))
    }

    @Test func whatIsNoSocketIsNeverRemoved() throws {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("precious".utf8).write(to: URL(filePath: path))
        #expect(throws: EndpointError.notASocket(path: path)) { try TestEndpoint { $0.socketPath = path } }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func aLongPathIsSaid() {
        let path = "/tmp/" + String(repeating: "x", count: 120)
        #expect(throws: EndpointError.pathTooLong(path: path, limit: 103)) { try TestEndpoint { $0.socketPath = path } }
    }

    @Test func aSocketThatBecameAnothersIsNotRemoved() throws {
        let test = try TestEndpoint()
        try FileManager.default.removeItem(atPath: test.socketPath)
        try Data().write(to: URL(filePath: test.socketPath))
        test.endpoint.shutdown()
        #expect(FileManager.default.fileExists(atPath: test.socketPath))
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))").path
    }

    /// A socket that was bound, and nobody listens on.
    private func leaveSocket(at path: String) throws {
        let first = try TestEndpoint { $0.socketPath = path + ".first" }
        // A second name keeps the socket's file when the endpoint removes the first.
        try FileManager.default.linkItem(atPath: path + ".first", toPath: path)
        first.endpoint.shutdown()
    }
}
