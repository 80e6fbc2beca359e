import NIOCore
import NIOHTTP1

/// One connection for one request: sends it and gathers the answer.
final class ResponseCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private static let sizeLimit = 64 << 20

    private let request: ClientRequest
    private let address: EndpointAddress
    private let patience: TimeAmount
    private let promise: EventLoopPromise<ClientResponse>
    private var response = ClientResponse(status: 0, body: [])
    private var isDone = false

    init(
        request: ClientRequest,
        address: EndpointAddress,
        patience: TimeAmount,
        promise: EventLoopPromise<ClientResponse>
    ) {
        self.request = request
        self.address = address
        self.patience = patience
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        var head = request.head(host: address.hostField)
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !request.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
            self.fail(context, .timedOut(address: self.address.description))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): response.status = Int(head.status.code)
        case .body(let buffer):
            response.body += buffer.readableBytesView
            if response.body.count > ResponseCollector.sizeLimit {
                fail(context, .tooLarge(address: address.description))
            }
        case .end:
            guard !isDone else { return }
            isDone = true
            promise.succeed(response)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(context, .closed(address: address.description))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isOurs = !(error is HTTPParserError)
        let address = address.description
        fail(context, isOurs ? .closed(address: address) : .anotherProgram(address: address))
    }

    private func fail(_ context: ChannelHandlerContext, _ error: ClientError) {
        guard !isDone else { return }
        isDone = true
        promise.fail(error)
        context.close(promise: nil)
    }
}
