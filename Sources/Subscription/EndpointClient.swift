import NIOCore
import NIOHTTP1
import NIOPosix

/// A request to an endpoint.
public struct ClientRequest: Sendable {
    /// GET or POST.
    public var method: String
    /// The path with its query, percent-encoded.
    public var path: String
    /// Further fields; `Host` and `Content-Length` are added.
    public var headers: [(String, String)]
    /// The body.
    public var body: [UInt8]

    /// Makes a request.
    public init(method: String, path: String, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }

    func head(host: String) -> HTTPRequestHead {
        var fields = HTTPHeaders(headers)
        fields.replaceOrAdd(name: "Host", value: host)
        if !body.isEmpty { fields.replaceOrAdd(name: "Content-Length", value: String(body.count)) }
        return HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: path, headers: fields)
    }
}

/// What an endpoint answered.
public struct ClientResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The body.
    public var body: [UInt8]
}

/// Why a request has no answer.
public enum ClientError: Error, Equatable, Sendable {
    /// Nobody listens at the address, or it cannot be reached.
    case unreachable(address: String)
    /// What listens at the address is another program.
    case anotherProgram(address: String)
    /// The connection ended before the answer did.
    case closed(address: String)
    /// The answer took too long.
    case timedOut(address: String)
    /// The answer is larger than any that an endpoint gives.
    case tooLarge(address: String)
}

/// Sends single requests to an endpoint, each on a connection of its own.
public final class EndpointClient: Sendable {
    private let address: EndpointAddress
    private let group: MultiThreadedEventLoopGroup
    private let patience: TimeAmount

    /// Makes a client that waits at most so many seconds for an answer; it connects with the first request.
    public init(address: EndpointAddress, patienceSeconds: Int64 = 10) {
        self.address = address
        patience = .seconds(patienceSeconds)
        group = MultiThreadedEventLoopGroup.singleton
    }

    /// Sends a request and waits for the whole answer.
    public func send(_ request: ClientRequest) async throws -> ClientResponse {
        let loop = group.next()
        let promise = loop.makePromise(of: ClientResponse.self)
        loop.execute { [address, patience] in
            let handler = ResponseCollector(
                request: request,
                address: address,
                patience: patience,
                promise: promise
            )
            EndpointClient.connect(to: address, on: loop, handler: handler).whenFailure { _ in
                promise.fail(ClientError.unreachable(address: address.description))
            }
        }
        return try await promise.futureResult.get()
    }

    /// Opens a connection that speaks HTTP to the handler; to be called on the loop.
    static func connect(
        to address: EndpointAddress,
        on loop: any EventLoop,
        handler: any ChannelHandler & SendableMetatype
    ) -> EventLoopFuture<any Channel> {
        let handler = NIOLoopBound(handler, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(5)).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandler(handler.value)
            }
        }
        return switch address {
        case .tcp(let host, let port): bootstrap.connect(host: host, port: port)
        case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
        }
    }
}
