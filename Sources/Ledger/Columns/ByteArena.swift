/// Many short byte strings one behind the other, in blocks that copies share.
///
/// What was added stays where it is; a string never lies in two blocks.
struct ByteArena: Sendable {
    private var blocks: [[UInt8]] = []
    /// The bytes of all strings that were added.
    private(set) var count = 0

    private static let shift = 16
    private static let blockSize = 1 << shift

    /// Adds a string and says where it stands: a number that grows from string to string.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
        count += bytes.count
        if blocks.isEmpty || blocks[blocks.count - 1].count + bytes.count > ByteArena.blockSize {
            // One that is longer than a block has its block to itself.
            var block: [UInt8] = []
            block.reserveCapacity(blocks.isEmpty ? bytes.count : ByteArena.blockSize)
            blocks.append(block)
        }
        let last = blocks.count - 1
        let place = last << ByteArena.shift + blocks[last].count
        blocks[last].append(contentsOf: bytes)
        return Int64(place)
    }

    /// The bytes at a place; good only within the call.
    @inline(__always)
    func withBytes<Result>(at place: Int64, count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        blocks[Int(place) >> ByteArena.shift].withUnsafeBufferPointer { block in
            let start = Int(place) & (ByteArena.blockSize - 1)
            return body(UnsafeBufferPointer(rebasing: block[start..<start + count]))
        }
    }
}
