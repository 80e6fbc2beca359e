public import Ledger

/// Incidents in words: what happened, and what the owner can do about it.
public enum IncidentText {
    /// What happened, without a full stop; holds text from outside.
    public static func summary(_ incident: Incident) -> String {
        let detail = incident.detail.map { ": " + $0 } ?? ""
        switch incident.kind {
        case .unknownOrigin:
            guard let origin = origin(incident) else { return "A page without an origin was refused" }
            return "A page of \(origin) was refused"
        case .badToken:
            return "The token of source \(name(incident)) was missing or wrong"
        case .undeclaredSource:
            return incident.source == nil
                ? "A booking without a source was refused" : "The source \(name(incident)) is not declared"
        case .badSignature: return "A webhook without a good signature was refused" + detail
        case .staleSignature: return "A webhook had an old signature" + detail
        case .unknownEvent: return "A webhook told of something that is no booking" + detail
        case .rejected: return "A payload was no booking" + detail
        case .cutOff: return "A redirect arrived cut off" + detail
        case .notStored:
            switch incident.detail {
            case "funnel.jsonl": return "The funnel could not be written"
            case "rejected.jsonl": return "What was refused could not be kept"
            default: return "A booking could not be written" + detail
            }
        case .logFailing: return "The log cannot be written" + detail
        case .logWritable: return "The log can be written again"
        case .logChanged: return "Something happened to the log" + detail
        case .unusablePage: return "A thank-you page can no longer be used" + detail
        case .script: return script(incident)
        }
    }

    /// What to do about it, as sentences; holds text from outside.
    public static func advice(_ incident: Incident) -> String {
        switch incident.kind {
        case .unknownOrigin:
            guard let origin = origin(incident) else {
                return "Sandboxed frames and local files have no origin. Serve the page from a site."
            }
            return "If it is yours, add \"\(origin)\" to origins in config.toml."
        case .badToken:
            return "bookwatch sources shows the URL and the snippet that carry the token."
        case .undeclaredSource:
            return incident.source == nil
                ? "Name a source in the redirect's URL, or in the script's tag."
                : "If it is yours, add [sources.\(name(incident))] to config.toml."
        case .badSignature:
            return "Compare the webhook's secret at OnceHub with secrets under [webhooks] in config.toml."
        case .staleSignature:
            return "Look at this machine's clock. An event that OnceHub sends again may be old as well."
        case .unknownEvent:
            return "There is nothing to do. At OnceHub the webhook can be limited to bookings."
        case .rejected: return "It is kept in rejected.jsonl beside the log."
        case .cutOff:
            return "Long answers make URLs too long. What was left is kept; an embed or a webhook tells the rest."
        case .notStored:
            switch incident.detail {
            case "funnel.jsonl":
                return "It is counted in memory meanwhile. Look at the disk, and at funnel.jsonl beside the log."
            case "rejected.jsonl":
                return "Look at the disk, and move rejected.jsonl away: it ends at 16 MiB."
            default: return "Look at the disk and at the log's permissions. Senders try again for a while."
            }
        case .logFailing:
            return "Nothing is taken until it can. Look at the disk's space and at the log's permissions."
        case .logWritable: return "Bookings are taken again. OnceHub sends webhooks again by itself."
        case .logChanged:
            return "What was missing in the log was written again. Have only bookwatch write to the log and move it."
        case .unusablePage: return "Customers see the last good one, as long as the endpoint runs. Mend the file."
        case .script: return scriptAdvice(incident)
        }
    }

    /// What the detail of a script's report begins with.
    private static func code(_ incident: Incident) -> Substring {
        (incident.detail ?? "").prefix { $0 != ":" }
    }

    private static func script(_ incident: Incident) -> String {
        let code = code(incident)
        let rest = (incident.detail ?? "").dropFirst(code.count)
        switch code {
        case "delivery-late": return "A page delivered a booking late" + rest
        case "delivery-failed": return "A page could not deliver a booking" + rest
        case "form-not-found": return "A page's script found no form to fill" + rest
        case "hook-failed": return "What a page does after a booking failed" + rest
        case "config": return "A page's script is set up wrongly" + rest
        default: return "A page's script could not do its work" + (incident.detail.map { ": " + $0 } ?? "")
        }
    }

    private static func scriptAdvice(_ incident: Incident) -> String {
        switch code(incident) {
        case "delivery-late": "The booking arrived. The way from the page to the endpoint was cut for a while."
        case "delivery-failed": "Look for the booking at OnceHub, and at the address and the token in the script's tag."
        case "form-not-found": "Let data-prefill in the script's tag name a form of that page, or leave it out."
        case "hook-failed":
            "The booking arrived all the same. Look at what the script's tag asks for: analytics, a form, a message."
        default: "Compare the script's tag with what bookwatch sources shows."
        }
    }

    private static func origin(_ incident: Incident) -> String? {
        incident.detail.flatMap { $0 == "null" || $0.isEmpty ? nil : $0 }
    }

    private static func name(_ incident: Incident) -> String { VisibleText.of(incident.source ?? "") }
}
