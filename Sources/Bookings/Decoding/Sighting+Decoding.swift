extension Sighting {
    /// Decodes a payload by the rules of contract.md section 8.
    ///
    /// A booking whose times cannot be read is still a booking: what is unreadable is nil. What is not understood stays in
    /// `raw` and, for queries, in the custom fields.
    public init(decoding payload: Payload, meetingTime: MeetingTimeReading = .page) throws(PayloadError) {
        switch payload.content {
        case .query(let bytes):
            let query = QueryParameters.query(in: bytes)
            let parameters = try QueryParameters(query: query, limit: Payload.parameterLimit)
            var booking = try RedirectDecoder.booking(from: parameters, meetingTime: meetingTime)
            booking.isCutOff = CutOff.isCutOff(query, parameters, product: booking.product)
            self.init(
                receivedAt: payload.receivedAt,
                channel: .redirect,
                source: payload.source,
                eventID: payload.idempotencyKey,
                booking: booking,
                raw: .query(String(decoding: query, as: UTF8.self))
            )
        case .json(let bytes):
            try self.init(json: bytes, payload: payload)
        }
    }

    private init(json bytes: [UInt8], payload: Payload) throws(PayloadError) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw .malformedJSON(reason: error.reason.rawValue, offset: error.offset)
        }
        guard value.members != nil else { throw .notABooking(reason: "the JSON value is not an object") }
        var raw: [UInt8] = []
        bytes.withUnsafeBufferPointer { JSONWriter.appendCompacted($0.withoutByteOrderMark, to: &raw) }
        let isWebhook = payload.channel.map { $0 == .webhook } ?? WebhookDecoder.recognises(value)
        if isWebhook {
            self = try WebhookDecoder.sighting(from: value, payload: payload, raw: raw)
            return
        }
        var booking = try EmbedDecoder.booking(from: value)
        if booking.product == .bookingPages, booking.bookingPage == nil, payload.page != "" {
            booking.bookingPage = payload.page
        }
        self.init(
            receivedAt: payload.receivedAt,
            channel: .embed,
            source: payload.source,
            eventID: payload.idempotencyKey,
            booking: booking,
            raw: .json(raw)
        )
    }
}

extension Payload {
    /// The most parameters that a query may have.
    public static let parameterLimit = 100
}
