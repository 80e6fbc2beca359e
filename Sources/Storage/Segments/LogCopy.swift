import Synchronization

/// The text of the segment that is written to, packed in memory: what is written again when somebody cuts the file.
///
/// The writer's thread adds to it; packing, and reading in what the file held at the start, is for another thread.
final class LogCopy: Sendable {
    fileprivate struct Block {
        var start: Int
        var length: Int
        var packed: [UInt8]
    }

    fileprivate struct State {
        var blocks: [Block] = []
        /// What is not packed yet, in pieces that are full but for the last: so whoever packs one holds nobody up.
        var tail: [[UInt8]] = []
        var tailStart: Int
        var packedLength = 0
    }

    static let blockLength = 1 << 20
    /// Of a segment that is never closed only the newest part is kept.
    fileprivate static let packedLimit = 64 << 20
    private static let level: Int32 = 1

    /// The length that the file had when the copy was begun.
    private let lengthAtStart: Int
    private let state: Mutex<State>

    init(from length: Int) {
        lengthAtStart = length
        state = Mutex(State(tailStart: length))
    }

    /// The offset from which on all is here.
    var start: Int { state.withLock { $0.blocks.first?.start ?? $0.tailStart } }

    /// Whether there is something to pack.
    var isPackable: Bool { state.withLock { $0.fullPiece != nil } }

    func append(_ bytes: [UInt8]) {
        state.withLock { state in
            if state.tail.last.map({ $0.count >= LogCopy.blockLength }) ?? true {
                state.tail.append([])
            }
            state.tail[state.tail.count - 1] += bytes
        }
    }

    /// The text from an offset on, as far as it is at hand together; nil where none is.
    func piece(at offset: Int) -> [UInt8]? {
        state.withLock { state in
            if offset >= state.tailStart {
                var start = state.tailStart
                for piece in state.tail {
                    if offset < start + piece.count { return Array(piece[(offset - start)...]) }
                    start += piece.count
                }
                return nil
            }
            let index = state.blocks.partitioningIndex { $0.start + $0.length > offset }
            guard index < state.blocks.count, state.blocks[index].start <= offset else { return nil }
            let block = state.blocks[index]
            return GzipFile.text(of: block.packed, length: block.length).map { Array($0[(offset - block.start)...]) }
        }
    }

    /// All text from an offset on; less where not all of it is at hand.
    func text(from offset: Int) -> [UInt8] {
        var text: [UInt8] = []
        while let piece = piece(at: offset + text.count) { text += piece }
        return text
    }

    /// Packs what fills a block.
    func pack() {
        while true {
            let (start, full) = state.withLock { ($0.tailStart, $0.fullPiece) }
            guard let text = full, let packed = GzipFile.member(of: text, level: LogCopy.level) else { return }
            state.withLock { state in
                state.blocks.append(Block(start: start, length: text.count, packed: packed))
                state.tail.removeFirst()
                state.tailStart += text.count
                state.packedLength += packed.count
                state.shorten()
            }
        }
    }

    /// Reads in what the file held when the copy was begun, back from there to its beginning; stops where told to.
    func load(_ file: OpenFile, while goesOn: () -> Bool) {
        var end = lengthAtStart
        while end > 0, goesOn() {
            let start = max(0, end - LogCopy.blockLength)
            guard let text = try? file.read(at: start, count: end - start), text.count == end - start,
                let packed = GzipFile.member(of: text, level: LogCopy.level)
            else { return }
            let isFull = state.withLock { state in
                guard state.packedLength + packed.count <= LogCopy.packedLimit else { return true }
                state.blocks.insert(Block(start: start, length: text.count, packed: packed), at: 0)
                state.packedLength += packed.count
                return false
            }
            if isFull { return }
            end = start
        }
    }
}

extension LogCopy.State {
    /// The first of the pieces that are not packed, where it is full.
    fileprivate var fullPiece: [UInt8]? { tail.first.flatMap { $0.count >= LogCopy.blockLength ? $0 : nil } }

    fileprivate mutating func shorten() {
        while packedLength > LogCopy.packedLimit, blocks.count > 1 {
            packedLength -= blocks.removeFirst().packed.count
        }
    }
}
