import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small stand-in for OnceHub and for a business that embeds it, for tests and for demonstration (contract.md section 2.4).
///
/// It has two origins, as in life: the business's site, and OnceHub, whose booking forms the site frames or links to. It serves
/// fixed pages on the loopback address and keeps nothing.
public final class StandInServer: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let pages: StandInPages
    private let channels: [any Channel]

    /// The origin of the business's site: `http://127.0.0.1:49152`.
    public let site: String
    /// The origin that stands for `https://oncehub.com`.
    public let oncehub: String

    /// Starts both on free ports; blocks until they listen.
    ///
    /// - Throws: what the system says when it has no port to give.
    public init() throws {
        let pages = StandInPages()
        let group = group
        func listen(_ origin: StandInPages.Origin) throws -> any Channel {
            try ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                        try channel.pipeline.syncOperations.addHandler(PageHandler(pages: pages, origin: origin))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).wait()
        }
        func url(_ channel: any Channel) -> String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
        channels = [try listen(.site), try listen(.oncehub)]
        site = url(channels[0])
        oncehub = url(channels[1])
        self.pages = pages
        pages.places.withLock { [site, oncehub] in
            $0.site = site
            $0.oncehub = oncehub
        }
    }

    /// Says where bookwatch's endpoint is, as `http://127.0.0.1:8787`; the pages load its script and are redirected to it.
    public func use(endpoint: String) {
        pages.places.withLock { $0.endpoint = endpoint }
    }

    /// Stops listening; blocks until it has.
    public func stop() {
        for channel in channels { try? channel.close().wait() }
        try? group.syncShutdownGracefully()
    }
}

/// Answers requests for pages; one at a time, as HTTP/1.1 does.
private final class PageHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let pages: StandInPages
    private let origin: StandInPages.Origin
    private var head: HTTPRequestHead?

    init(pages: StandInPages, origin: StandInPages.Origin) {
        self.pages = pages
        self.origin = origin
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end: if let head { answer(head, context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let page = request.method == .GET ? pages.page(at: request.uri, of: origin) : nil
        let body = page?.body ?? Array("There is no such page here.\n".utf8)
        var head = HTTPResponseHead(version: .http1_1, status: page == nil ? .notFound : .ok)
        head.headers = [
            "content-type": page?.type ?? "text/plain; charset=utf-8", "content-length": String(body.count),
            "cache-control": "no-store", "x-content-type-options": "nosniff",
        ]
        if let policy = page?.policy { head.headers.add(name: "content-security-policy", value: policy) }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
