import Ledger
import Logging
import Storage

extension Services {
    /// Tells the owner what happened to the log, in its viewers and in the program's own log.
    func note(_ event: StoreEvent) {
        switch event {
        case .failing(let call, let number):
            incident(.logFailing, "\(call) failed: \(SystemError.reason(number))")
        case .accepting:
            incident(.logWritable, nil)
        case .mended(let damage, let lost):
            incident(.logChanged, Services.text(damage) + (lost > 0 ? "; \(lost) records are gone" : ""))
        case .leftSegment(let path):
            incident(.logChanged, "a sync failed, so that it goes on behind \(Services.name(path))")
        case .postponed(let call, let path, let number):
            let reason = SystemError.reason(number)
            incident(.logChanged, "\(call) of \(Services.name(path)) failed and is tried again: \(reason)")
        case .erased(let records):
            logger.notice("\(records) records were erased from the log")
        case .forgot(let records):
            logger.info("\(records) records that were removed from the log are in memory no longer")
        case .closedSegment(let path):
            logger.info("the log goes on behind \(Services.name(path))")
        case .removedSegment(let path, let records):
            logger.notice(
                "\(Services.name(path)) was removed with \(records) records, which are older than what is kept"
            )
        }
    }

    private func incident(_ kind: Incident.Kind, _ detail: String?) {
        incidents.note(kind, at: now(), detail: detail)
        warn("\(kind.rawValue)\(detail.map { ": " + $0 } ?? "")")
    }

    private static func text(_ damage: StoreEvent.Damage) -> String {
        switch damage {
        case .cut: "somebody cut it"
        case .missing: "somebody removed or renamed it"
        case .replaced(let aside): "somebody put another file in its place, which is now \(name(aside))"
        }
    }

    /// Without its folder, which tells who the user is.
    private static func name(_ path: String) -> Substring {
        path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }
}
