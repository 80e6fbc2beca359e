import NIOCore
import NIOHTTP1

/// One connection to `/v1/events`: sends the request and takes the stream apart.
final class EventStreamHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// What comes from the connection.
    enum Signal {
        /// Bytes arrived, if only a heartbeat.
        case alive
        /// Events arrived together.
        case events([StreamEvent])
        /// It is over, and why.
        case ended(String)
    }

    private let request: ClientRequest
    private let host: String
    private let signal: (Signal) -> Void
    private var parser = EventStreamParser()
    private var pending: [StreamEvent] = []
    private var hasEnded = false

    init(request: ClientRequest, host: String, signal: @escaping (Signal) -> Void) {
        self.request = request
        self.host = host
        self.signal = signal
    }

    func channelActive(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(request.head(host: host))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let type = head.headers.first(name: "content-type") ?? ""
            if head.status == .ok, type.hasPrefix("text/event-stream") {
                signal(.alive)
            } else if head.status.code >= 500 || type.hasPrefix("application/problem+json") {
                // A proxy in front answers with 502 and the like while its endpoint is away.
                end(context, "the endpoint answered \(head.status.code)")
            } else {
                end(context, EventStreamHandler.anotherProgram)
            }
        case .body(let buffer):
            do {
                pending += try buffer.withUnsafeReadableBytes { bytes in
                    try parser.feed(bytes.assumingMemoryBound(to: UInt8.self))
                }
            } catch {
                end(context, "the stream could not be understood")
            }
        case .end:
            end(context, "the endpoint ended the stream")
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        let events = pending
        pending = []
        guard !hasEnded else { return }
        signal(events.isEmpty ? .alive : .events(events))
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context, "the connection was closed")
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(context, error is HTTPParserError ? EventStreamHandler.anotherProgram : "the connection failed")
    }

    private static let anotherProgram = "what listens there is not bookwatch"

    private func end(_ context: ChannelHandlerContext, _ reason: String) {
        guard !hasEnded else { return }
        hasEnded = true
        context.close(promise: nil)
        signal(.ended(reason))
    }
}
