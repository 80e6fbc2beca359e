import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Binds sockets and sets up what comes in on them.
struct Listener {
    private static let backlog: Int32 = 1_024
    /// Left to itself the system keeps megabytes for each slow client, and hides for how long it has not read.
    private static let sendBuffer: Int32 = 256 << 10
    /// Files that the log, the terminal and the viewers' connections need besides.
    private static let reservedFiles = 64

    let group: MultiThreadedEventLoopGroup
    let hubs: [NIOLoopBound<ConnectionHub>]
    let limits: EndpointLimits
    let counters: Counters

    /// Listens on an address.
    func listen(on address: ListenAddress) throws(EndpointError) -> any NIOCore.Channel {
        let text = "\(address.host.contains(":") ? "[\(address.host)]" : address.host):\(address.port)"
        do {
            return try bootstrap(isSocket: false).bind(host: address.host, port: address.port).wait()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(text)
        } catch let error as IOError {
            throw .addressRefused(text, errno: error.errnoCode)
        } catch {
            throw .badAddress(text)
        }
    }

    /// Listens on a Unix socket.
    func listen(on file: SocketFile) throws(EndpointError) -> any Channel {
        do {
            return try bootstrap(isSocket: true).bind(unixDomainSocketPath: file.path).wait()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(file.path)
        } catch let error as IOError {
            throw .addressRefused(file.path, errno: error.errnoCode)
        } catch {
            throw .badAddress(file.path)
        }
    }

    private func bootstrap(isSocket: Bool) -> ServerBootstrap {
        let files = sysconf(Int32(_SC_OPEN_MAX))
        let most = min(limits.connections, files > 0 ? max(16, Int(files) - Listener.reservedFiles) : .max)
        let (hubs, limits, counters) = (hubs, limits, counters)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Listener.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.socketOption(.so_sndbuf), value: .init(Listener.sendBuffer))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard counters.connections.load(ordering: .relaxed) < most,
                        let hub = hubs.first(where: { $0.eventLoop === channel.eventLoop })
                    else { throw ChannelError.ioOnClosedChannel }
                    try Listener.install(on: channel.pipeline.syncOperations, hub.value, limits, isSocket: isSocket)
                }
            }
        return isSocket ? bootstrap : bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    }

    static func install(
        on pipeline: ChannelPipeline.SynchronousOperations,
        _ hub: ConnectionHub,
        _ limits: EndpointLimits,
        isSocket: Bool
    ) throws {
        var parsing = NIOHTTPDecoderLimitConfiguration()
        parsing.maxHeaderFieldSize = limits.fieldBytes
        parsing.maxHeaderListSize = limits.headBytes
        parsing.maxHeaderFieldCount = limits.fieldCount
        let connection = ConnectionHandler(hub: hub, isSocket: isSocket)
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: parsing)
        try pipeline.addHandlers(
            ArrivalHandler(connection: connection),
            ByteToMessageHandler(decoder),
            connection
        )
    }
}
