/// Tokens that nobody guesses.
enum RandomToken {
    /// 160 bits from the system's generator, as 32 characters of RFC 4648's base32 in lower case.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return make(using: &generator)
    }

    static func make(using generator: inout some RandomNumberGenerator) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        let characters = (0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] }
        return String(decoding: characters, as: UTF8.self)
    }
}
