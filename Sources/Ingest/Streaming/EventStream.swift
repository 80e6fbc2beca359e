import Bookings
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One client of the live events: it pulls from the log what it has not sent yet, as fast as the client takes it.
///
/// Only the number of the last record is kept for a client, and at most one batch waits in the channel, however far
/// behind the client is.
final class EventStream {
    /// More batches than this at a time would keep other connections of the loop waiting.
    private static let batchesPerTurn = 8

    private let context: ChannelHandlerContext
    private let hub: ConnectionHub
    private let close: () -> Void
    private var cursor: UInt64
    private var news: NewsCursor?
    private var quietSince: NIODeadline
    private var takenAt: NIODeadline
    private var sentBytes = 0
    private var takenBytes = 0
    private var isTurnDue = false
    private var hasEnded = false

    /// Makes the stream of a client that has the records up to a number; `close` closes its connection.
    init(context: ChannelHandlerContext, hub: ConnectionHub, after sequence: UInt64, close: @escaping () -> Void) {
        self.context = context
        self.hub = hub
        self.close = close
        cursor = sequence
        quietSince = context.eventLoop.now
        takenAt = quietSince
    }

    func start(date: String) {
        var head = context.channel.allocator.buffer(capacity: ByteBuffer.answerHeadCapacity)
        head.writeEventStreamHead(date: date)
        context.write(NIOAny(head), promise: nil)
        send(hub.greeting())
        sendNews()
        pump()
    }

    /// Greets again, as the log has another identity now: a viewer then forgets what it knows.
    ///
    /// Where something waits to be sent, it may be what was erased: that connection is cut off, and its client comes back.
    func beginAnew() {
        let pending = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        guard pending == 0 else { return close() }
        send(hub.greeting())
    }

    /// Sends the incidents and the counts that changed; where the client is slow they wait, and only the latest is sent then.
    func sendNews() {
        guard !hasEnded, context.channel.isWritable else { return }
        let latest = hub.news(after: news)
        news = latest.cursor
        if latest.events.readableBytes > 0 { send(latest.events) }
    }

    /// Sends what the log has after the last record sent, until the channel takes no more.
    func pump() {
        for _ in 0..<EventStream.batchesPerTurn {
            guard !hasEnded, context.channel.isWritable else { return }
            do {
                guard let batch = try hub.batch(after: cursor) else { return }
                cursor = batch.last
                send(batch.events)
            } catch {
                end("the log could not be read")
                return
            }
        }
        guard !isTurnDue else { return }
        isTurnDue = true
        context.eventLoop.assumeIsolated().execute { [self] in
            isTurnDue = false
            pump()
        }
    }

    /// Sends a heartbeat where it is time, and gives up a client that takes nothing.
    func tick(_ now: NIODeadline, heartbeat: TimeAmount, patience: TimeAmount) {
        guard !hasEnded else { return }
        let pending = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        // What waits may well be as much as before although the client takes all the time, for it is filled up.
        let taken = sentBytes - pending
        if pending == 0 || taken > takenBytes {
            takenAt = now
            takenBytes = taken
        }
        if pending > 0, now - takenAt >= patience {
            hub.services.warn("a subscriber took nothing for too long and was cut off")
            end("you took nothing for \(patience.nanoseconds / 1_000_000_000) s; come back with Last-Event-ID")
            return
        }
        sendNews()
        if pending == 0, now - quietSince >= heartbeat { send(ByteBuffer(string: ": heartbeat\n\n").chunk) }
    }

    /// Ends the stream, saying why where the client still listens.
    func end(_ reason: String) {
        guard !hasEnded else { return }
        send(ByteBuffer(string: ": \(reason)\n\n").chunk)
        hasEnded = true
        let context = context
        let close = close
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in close() }
        context.writeAndFlush(NIOAny(ByteBuffer.lastChunk), promise: promise)
        // Whoever takes nothing will not take this either, nor notice a close that stands behind it in the queue.
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(500)) {
            guard context.channel.isActive else { return }
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            close()
        }
    }

    private func send(_ chunk: ByteBuffer) {
        guard !hasEnded else { return }
        quietSince = context.eventLoop.now
        sentBytes += chunk.readableBytes
        context.writeAndFlush(NIOAny(chunk), promise: nil)
    }
}
