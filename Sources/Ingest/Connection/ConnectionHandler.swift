import NIOCore
import NIOHTTP1

/// One connection: takes its requests one at a time, within the limits, and writes the answers.
///
/// While a request is being answered, what comes behind it waits, and once something waits nothing more is read; so a client
/// that sends without reading fills its own buffers, not ours.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// Before a request, or in its head.
        case waiting
        /// In the body of a request.
        case receiving(Request)
        /// With the handlers, or on its way to the client.
        case answering
        case streaming(EventStream)
        /// All is said; what still comes is passed over.
        case parting
        case closed
    }

    let hub: ConnectionHub
    private let isSocket: Bool
    private var context: ChannelHandlerContext?
    private var phase = Phase.waiting
    private var clock: ConnectionClock
    private var timer: (task: Scheduled<Void>, at: NIODeadline)?
    private var queue = CircularBuffer<HTTPServerRequestPart>()
    private var isTakingQueue = false
    private var wantsRead = false
    private var keepsConnection = true
    /// Whether the client is to take more of an answer before the next request counts.
    private var isAnswerWaiting = false
    private var isHead = false
    private var isBodyRead = true
    private var isInputClosed = false

    /// Makes the handler of a connection; `isSocket` says that it came over the Unix socket.
    init(hub: ConnectionHub, isSocket: Bool) {
        self.hub = hub
        self.isSocket = isSocket
        clock = ConnectionClock(limits: hub.rules.limits, now: hub.loop.now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        hub.add(self)
        arm()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        forget()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    // MARK: What comes

    func bytesArrived() {
        if case .waiting = phase, clock.stage == .idle { clock.enter(.head, at: hub.loop.now) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        queue.append(unwrapInboundIn(data))
        takeQueue()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        arm()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        // Only then: to stop and go on with every request would cost two calls of the system each.
        if case .answering = phase, !queue.isEmpty { wantsRead = true } else { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .streaming(let stream) = phase { stream.pump() }
        if isAnswerWaiting, context.channel.isWritable { answered() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            return context.fireUserInboundEventTriggered(event)
        }
        isInputClosed = true
        if case .answering = phase { return }
        close()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (phase, error) {
        case (.waiting, let error as HTTPParserError): refuse(Problem(error))
        case (.receiving, let error as HTTPParserError): refuse(Problem(error))
        case (.answering, is HTTPParserError):
            // The request before it is still good, and gets its answer.
            keepsConnection = false
            isBodyRead = false
        case (.parting, is HTTPParserError): break
        default: close()
        }
    }

    /// Closes the connection as soon as it has nothing to answer.
    func shutDown() {
        switch phase {
        case .waiting, .receiving, .parting: close()
        case .answering: keepsConnection = false
        case .streaming, .closed: break
        }
    }

    // MARK: Requests

    private func takeQueue() {
        guard !isTakingQueue else { return }
        isTakingQueue = true
        defer { isTakingQueue = false }
        while !queue.isEmpty {
            switch phase {
            case .waiting, .receiving: take(queue.removeFirst())
            case .answering: return
            case .streaming, .parting, .closed: queue.removeAll()
            }
        }
    }

    private func take(_ part: HTTPServerRequestPart) {
        switch (part, phase) {
        case (.head(let head), .waiting): begin(head)
        case (.body(let bytes), .receiving(var request)):
            guard request.body.count + bytes.readableBytes <= hub.rules.limits.bodyBytes else {
                return refuse(.tooLong(limit: hub.rules.limits.bodyBytes))
            }
            // Without this the request in `phase` would hold the body too, and each part would copy it.
            phase = .waiting
            request.body.append(contentsOf: bytes.readableBytesView)
            phase = .receiving(request)
        case (.end, .receiving(let request)):
            isBodyRead = true
            respond(to: request)
        default: break
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        clock.enter(.request, at: hub.loop.now)
        isHead = head.method == .HEAD
        isBodyRead = false
        // After an upgrade's request the parser reads no further one.
        keepsConnection =
            head.isKeepAlive && head.version.minor >= 1 && head.method != .CONNECT
            && !head.headers.contains(name: "upgrade")
        do throws(Problem) {
            let verdict = try hub.rules.judge(head, isSocket: isSocket)
            var request = Request(head: head, receivedAt: hub.services.now(), isLocal: verdict.isLocal)
            request.isSocket = isSocket
            phase = .receiving(request)
            guard verdict.wantsContinue else { return }
            var bytes = ByteBuffer()
            bytes.writeContinue()
            context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        } catch {
            refuse(error)
        }
    }

    private func respond(to request: Request) {
        phase = .answering
        switch Route.answer(request, hub.services) {
        case .answer(let answer): send(answer)
        case .later(let begin): wait(begin)
        case .muchLater(let begin):
            clock.enter(.none, at: hub.loop.now)
            wait(begin)
        case .stream(let sequence): stream(after: sequence)
        }
    }

    private func wait(_ begin: (@escaping @Sendable (@escaping @Sendable () -> Answer) -> Void) -> Void) {
        let (answers, connection) = (hub.answers, NIOLoopBound(self, eventLoop: hub.loop))
        begin { answer in answers.add(answer, for: connection) }
    }

    private func stream(after sequence: UInt64) {
        guard let context, !isInputClosed, !hub.isShuttingDown else { return close() }
        let stream = EventStream(context: context, hub: hub, after: sequence) { [self] in close() }
        phase = .streaming(stream)
        clock.enter(.none, at: hub.loop.now)
        hub.add(stream)
        hub.services.counters.requests.add(1)
        stream.start(date: hub.dateText())
        readOn()
    }

    // MARK: Answers

    private func refuse(_ problem: Problem) {
        var answer = problem.answer
        answer.closes = true
        send(answer)
    }

    func send(_ answer: Answer) {
        guard let context else { return }
        if case .closed = phase { return }
        phase = .answering
        if clock.stage != .request { clock.enter(.request, at: hub.loop.now) }
        if answer.closes || isInputClosed || hub.isShuttingDown { keepsConnection = false }
        hub.services.counters.requests.add(1)
        if answer.status.code >= 400 { hub.services.counters.refused.add(1) }
        let capacity = ByteBuffer.answerHeadCapacity + (isHead ? 0 : answer.body.count)
        var bytes = context.channel.allocator.buffer(capacity: capacity)
        bytes.writeAnswer(answer, date: hub.dateText(), keepsConnection: keepsConnection, toHead: isHead)
        guard !keepsConnection else {
            context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
            if context.channel.isWritable { answered() } else { isAnswerWaiting = true }
            return
        }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] result in
            if case .success = result { answered() } else { close() }
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
    }

    /// The answer is with the system, or so little of it waits that more may come: on to the next request, or the end.
    private func answered() {
        guard case .answering = phase else { return }
        isAnswerWaiting = false
        guard keepsConnection else { return part() }
        phase = .waiting
        isHead = false
        clock.enter(.idle, at: hub.loop.now)
        arm()
        takeQueue()
        if case .answering = phase { return }
        readOn()
        if isInputClosed, case .waiting = phase { close() }
    }

    private func readOn() {
        guard wantsRead else { return }
        wantsRead = false
        context?.read()
    }

    /// Ends a connection so that the answer arrives.
    ///
    /// Closing while the client still sends makes its system throw the answer away (RFC 9112 section 9.6), so first
    /// only our half is closed.
    private func part() {
        guard !isBodyRead, !isInputClosed else { return close() }
        phase = .parting
        clock.enter(.parting, at: hub.loop.now)
        arm()
        context?.close(mode: .output, promise: nil)
        readOn()
    }

    private func close() {
        forget()
        context?.close(promise: nil)
    }

    private func forget() {
        if case .streaming(let stream) = phase { hub.remove(stream) }
        phase = .closed
        queue.removeAll()
        timer?.task.cancel()
        timer = nil
        hub.remove(self)
    }

    // MARK: Time

    /// Sees to it that the timer fires at the deadline or before; if before, it is set anew then.
    private func arm() {
        if case .closed = phase { return }
        guard let deadline = clock.deadline, timer.map({ deadline < $0.at }) ?? true else { return }
        timer?.task.cancel()
        let task = hub.loop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            timer = nil
            expire()
        }
        timer = (task, deadline)
    }

    private func expire() {
        guard let deadline = clock.deadline, deadline <= hub.loop.now else { return arm() }
        switch phase {
        case .waiting where clock.stage == .head: refuse(.tooSlow)
        case .receiving: refuse(.tooSlow)
        case .waiting, .answering, .parting: close()
        case .streaming, .closed: break
        }
    }
}
