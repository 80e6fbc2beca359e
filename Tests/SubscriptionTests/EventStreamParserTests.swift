import Testing

@testable import Subscription

@Suite struct EventStreamParserTests {
    private func events(_ text: String) throws -> [StreamEvent] {
        var parser = EventStreamParser()
        return try parser.feed(Array(text.utf8)[...])
    }

    private func event(_ data: String, type: String = "message", id: String = "") -> StreamEvent {
        StreamEvent(type: type, data: Array(data.utf8), id: id)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func everyKindOfLineEndIsUnderstood(end: String) throws {
        let text = ["id: 7", "data: one", "data: two", "", ": heartbeat", "", ""].joined(separator: end)
        #expect(try events(text) == [event("one\ntwo", id: "7")])
    }

    @Test func aStreamCutAnywhereGivesTheSameEvents() throws {
        let bytes = Array("\u{FEFF}event: hello\ndata: {}\n\nid: 1\ndata: é\r\n\r\ndata:x\n\n".utf8)
        let whole = try events(String(decoding: bytes, as: UTF8.self))
        #expect(whole == [event("{}", type: "hello"), event("é", id: "1"), event("x", id: "1")])
        for cut in bytes.indices {
            var parser = EventStreamParser()
            #expect(try parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) == whole)
        }
    }

    @Test func aBlockWithoutDataIsNoEvent() throws {
        #expect(try events("id: 3\nevent: x\n\ndata: y\n\n") == [event("y", id: "3")])
    }

    @Test func anEndlessEventIsRefused() {
        var parser = EventStreamParser()
        #expect(throws: EventStreamParser.TooLong.self) {
            for _ in 0..<64 { _ = try parser.feed(ArraySlice(repeating: UInt8(ascii: "a"), count: 65_536)) }
        }
    }

    @Test(arguments: [
        ("http://127.0.0.1:8787", "127.0.0.1:8787"), ("127.0.0.1:8787/", "127.0.0.1:8787"), ("[::1]:80", "[::1]:80"),
        ("unix:/run/x.sock", "/run/x.sock"), ("/run/x.sock", "/run/x.sock"), ("localhost:1", "localhost:1"),
        ("run/x.sock", "run/x.sock"), ("../x.sock", "../x.sock"), ("./x:1.sock", "./x:1.sock"),
    ])
    func anAddressIsReadAndWritten(text: String, written: String) {
        #expect(EndpointAddress(text)?.description == written)
    }

    @Test(arguments: [
        "", "127.0.0.1", "https://127.0.0.1:1", "::1:80", "host:99999", "http://a:1/b", ":80", "host:1/b",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(EndpointAddress(text) == nil)
    }
}

extension EventStreamParser {
    fileprivate mutating func feed(_ bytes: ArraySlice<UInt8>) throws(TooLong) -> [StreamEvent] {
        let bytes = Array(bytes)
        return try bytes.withUnsafeBufferPointer { bytes throws(TooLong) in try feed(bytes) }
    }
}
