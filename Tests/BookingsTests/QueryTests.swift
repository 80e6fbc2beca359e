import Bookings
import Testing

@Suite struct QueryTests {
    private func pairs(_ query: String) -> [[String]] {
        RawPayload.query(query).parameters.map { [$0.name, $0.value] }
    }

    @Test(arguments: [
        ("a=1&b=2", [["a", "1"], ["b", "2"]]),
        ("a=1=2&b%3D=%26", [["a", "1=2"], ["b=", "&"]]),
        ("a=%2541", [["a", "%41"]]),
        ("a=1;b=2", [["a", "1;b=2"]]),
        ("=1&a=&b&&c=3", [["c", "3"]]),
        ("my+field=a+b%20c", [["my field", "a b c"]]),
        ("a=%e5%b1%b1%E7%94%B0", [["a", "山田"]]),
    ])
    func pairsAreSplitBeforeTheyAreDecodedOnce(query: String, expected: [[String]]) {
        #expect(pairs(query) == expected)
    }

    @Test(arguments: ["%", "%4", "%zz", "%4g", "100%", "%%"])
    func aPercentSignWithoutTwoDigitsStays(value: String) {
        #expect(pairs("a=" + value) == [["a", value]])
    }

    @Test(arguments: [
        ("email=a+b@example.com", "a+b@example.com"), ("Email=a%2Bb@example.com", "a+b@example.com"),
        ("phone=+1+206", "+1 206"), ("mobile=+44", "+44"), ("mobile_phone=+44", "+44"), ("phone=1+2", "1 2"),
        ("note=+x", " x"),
    ])
    func aPlusIsASpaceExceptInAddressesAndBeforeNumbers(query: String, value: String) {
        #expect(pairs(query).first?.last == value)
    }

    @Test func anyBytesDecodeAsSwiftDecodesThem() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let encoded = bytes.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            let value = RawPayload.query("a=" + encoded).parameters.first?.value ?? ""
            #expect(value.unicodeScalars.elementsEqual(String(decoding: bytes, as: UTF8.self).unicodeScalars))
        }
    }

    @Test(arguments: [
        "https://thanks.example.com/booked?Name=Ada&meetingTime=2026-01-22T10:45:00.000Z#top?Name=Eve",
        "/confirm/sales?Name=Ada&meetingTime=2026-01-22T10:45:00.000Z",
        "?Name=Ada&meetingTime=2026-01-22T10:45:00.000Z",
        "Name=Ada&meetingTime=2026-01-22T10:45:00.000Z#",
    ])
    func aQueryIsFoundInAURLAPathOrByItself(text: String) throws {
        let payload = Payload(.query(Array(text.utf8)), receivedAt: Timestamp(milliseconds: 0))
        let sighting = try Sighting(decoding: payload)
        #expect(sighting.booking.name == "Ada")
        #expect(sighting.raw == .query("Name=Ada&meetingTime=2026-01-22T10:45:00.000Z"))
    }

    @Test(arguments: ["https://thanks.example.com/booked", "/confirm", "/a=b", "", "#"])
    func aVisitWithoutAQueryIsNoBooking(text: String) {
        let payload = Payload(.query(Array(text.utf8)), receivedAt: Timestamp(milliseconds: 0))
        #expect(throws: PayloadError.noBookingData) { try Sighting(decoding: payload) }
    }

    @Test(arguments: ["a%d=1", "a%d=", "=%d"])
    func aHundredParametersAreTakenAndNoMore(pattern: String) throws {
        func payload(_ count: Int) -> Payload {
            let parts = (1..<count).map { pattern.replacing("%d", with: String($0)) }
            let query = (["booking_calendar=BKC-1"] + parts).joined(separator: "&")
            return Payload(.query(Array(query.utf8)), receivedAt: Timestamp(milliseconds: 0))
        }
        #expect(throws: Never.self) { try Sighting(decoding: payload(100)) }
        #expect(throws: PayloadError.tooManyParameters(limit: 100)) { try Sighting(decoding: payload(101)) }
    }
}
