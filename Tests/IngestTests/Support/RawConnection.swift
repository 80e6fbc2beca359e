import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A connection that sends exactly the bytes it is given.
final class RawConnection {
    struct Reply {
        var status: Int
        var headers: [String: String]
        var body: String
    }

    private let descriptor: Int32
    private(set) var received: [UInt8] = []
    private(set) var isClosed = false

    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, RawConnection.stream, 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try open(address)
    }

    init(path: String) throws {
        descriptor = socket(AF_UNIX, RawConnection.stream, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        try open(address)
    }

    deinit {
        close(descriptor)
    }

    private static var stream: Int32 {
        #if canImport(Glibc)
            Int32(SOCK_STREAM.rawValue)
        #else
            SOCK_STREAM
        #endif
    }

    private func open<Address>(_ address: Address) throws {
        var address = address
        let size = socklen_t(MemoryLayout<Address>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { sendNow(descriptor, $0) }
            if count < 0, errno == EAGAIN {
                // What refuses a request need not read the rest of it.
                var poller = pollfd(fd: descriptor, events: Int16(POLLOUT | POLLIN), revents: 0)
                guard poll(&poller, 1, 5_000) > 0, poller.revents & Int16(POLLOUT) != 0 else { return }
                continue
            }
            guard count > 0 else { return }
            done += count
        }
    }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads until the condition holds or the other side closes; false where neither comes in time.
    @discardableResult
    func read(seconds: Double = 20, until isEnough: (RawConnection) -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while !isEnough(self), !isClosed {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = end.timeIntervalSinceNow
            guard left > 0 else { return false }
            guard poll(&poller, 1, Int32(left * 1_000) + 1) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { isClosed = true } else { received += buffer[..<count] }
        }
        return true
    }

    var text: String { String(decoding: received, as: UTF8.self) }

    /// The ids of the events received, in order.
    var eventIDs: [Int] {
        let lines = received.split(separator: 0x0A).filter { $0.starts(with: Array("id: ".utf8)) }
        return lines.compactMap { Int(String(decoding: $0.dropFirst(4), as: UTF8.self)) }
    }

    /// Reads events until the one with this id.
    func readEvents(upTo id: Int) -> Bool {
        let mark = Array("\nid: \(id)\n".utf8)
        // The newest bytes alone, as a search through all at each read would take longer than a slow reader may.
        return read { $0.received.suffix(80_000).firstRange(of: mark) != nil }
    }

    /// The whole answers received, those without a length up to the end.
    var replies: [Reply] {
        var replies: [Reply] = []
        var rest = received[...]
        while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { break }
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            }
            rest = rest[end.upperBound...]
            if status == 100 { continue }
            let length = headers["content-length"].flatMap { Int($0) } ?? (status == 204 ? 0 : rest.count)
            guard rest.count >= length else { break }
            replies.append(
                Reply(status: status, headers: headers, body: String(decoding: rest.prefix(length), as: UTF8.self))
            )
            rest = rest.dropFirst(length)
        }
        return replies
    }

    /// Sends a request and reads one more answer.
    func exchange(_ request: String) -> Reply? {
        let count = replies.count
        send(request)
        read { $0.replies.count > count }
        return replies.count > count ? replies[count] : nil
    }
}

/// send(2) without waiting and without a signal, under a name that the methods of `RawConnection` do not hide.
private func sendNow(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    return send(descriptor, bytes.baseAddress, bytes.count, flags)
}
