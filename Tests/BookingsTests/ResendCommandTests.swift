import Bookings
import Testing

@Suite struct ResendCommandTests {
    private func sighting(_ channel: Channel, _ source: String?, _ raw: RawPayload) -> Sighting {
        Sighting(
            receivedAt: Timestamp(milliseconds: 0),
            channel: channel,
            source: source,
            booking: Booking(product: .bookingCalendars),
            raw: raw
        )
    }

    @Test func aRedirectIsSentAgainAsItCame() {
        let redirect = sighting(.redirect, "pricing page", .query("id=1&name=Zo%C3%AB+O'B&x=[a]{b}"))
        #expect(
            ResendCommand.curl(redirect, to: "http://h:1")
                == "curl --globoff 'http://h:1/confirm/pricing%20page?id=1&name=Zo%C3%AB+O%27B&x=%5Ba%5D%7Bb%7D'"
        )
    }

    @Test func eachChannelHasItsAddress() {
        let json = RawPayload.json(Array(#"{"a":1}"#.utf8))
        let embed = ResendCommand.curl(sighting(.embed, nil, json), to: "http://h:1")
        #expect(embed.hasSuffix(" 'http://h:1/v1/confirmations'"))
        let webhook = ResendCommand.curl(sighting(.webhook, "x", json), to: "http://h:1")
        #expect(webhook.hasSuffix(" 'http://h:1/v1/webhooks/oncehub'"))
    }

    @Test func prettyJSONIsTheSameJSON() throws {
        let text = #"{"a":[1,2.50,{"b":null}],"c":{},"d":[],"e":"\u001b"}"#
        let value = try JSONParser.parse(Array(text.utf8))
        var bytes: [UInt8] = []
        JSONWriter.append(pretty: value, to: &bytes)
        #expect(try JSONParser.parse(bytes) == value)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.prefix(4) == ["{", "  \"a\": [", "    1,", "    2.50,"])
        #expect(lines.contains("  \"c\": {},") && lines.contains("  \"d\": [],"))
    }
}
