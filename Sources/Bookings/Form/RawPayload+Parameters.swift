extension RawPayload {
    /// The parameters of a query, decoded as the redirect decoders read them, in the order of arrival; none for JSON.
    public var parameters: [(name: String, value: String)] {
        guard case .query(let text) = self else { return [] }
        let pairs = (try? QueryParameters(query: Array(text.utf8), limit: .max))?.pairs ?? []
        return pairs.map { ($0.name, $0.value) }
    }
}
