import Bookings

/// Amounts of money.
enum MoneyText {
    // ISO 4217: the currencies in use whose smallest unit is not a hundredth.
    private static let wholeUnits: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    private static let thousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

    /// `120.00 EUR`; the amount is in the currency's smallest unit.
    static func text(_ payment: Payment) -> String {
        let currency = payment.currency?.uppercased() ?? ""
        let digits = wholeUnits.contains(currency) ? 0 : thousandths.contains(currency) ? 3 : 2
        var text = String(payment.amountCharged.magnitude)
        if digits > 0 {
            text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
            text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
        }
        return (payment.amountCharged < 0 ? "-" : "") + text + (currency.isEmpty ? "" : " " + currency)
    }
}
