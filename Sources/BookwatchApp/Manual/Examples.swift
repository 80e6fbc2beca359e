/// Command lines to begin from: at the end of the long help, and in the manual.
enum Examples {
    /// One command line.
    struct Example: Sendable {
        var command: String
        var meaning: String
    }

    /// How many there are.
    static var count: Int { all.count }

    /// Those of a command, by the names that lead to it; none is for the program.
    static func of(_ path: [String]) -> [Example] {
        all.filter { $0.path == path }.map { Example(command: $0.command, meaning: $0.meaning) }
    }

    private static let all: [(path: [String], command: String, meaning: String)] = [
        ([], "bookwatch demo", "look around, on made-up bookings"),
        ([], "bookwatch --filter 'type:demo -status:canceled'", "only the demos that take place"),
        ([], "zcat march.jsonl.gz | bookwatch -", "a log from a pipe; the keys work"),
        ([], "bookwatch tail -f json | jq -r .booking.email", "an address a line, as they come"),
        (["watch"], "bookwatch watch --connect http://10.0.0.5:8787", "the endpoint of another machine"),
        (["watch"], "bookwatch - < urls.txt", "a file of redirect URLs, one a line"),
        (["watch"], "bookwatch --profile wall", "with the settings of [profiles.wall]"),
        (["serve"], "bookwatch serve --listen 127.0.0.1:9000 --log ~/bookings.jsonl", "another port and another log"),
        (["replay"], "bookwatch replay --speed 10 --idle-limit 60", "the log of the configuration, ten times as fast"),
        (["replay"], "zcat monday.jsonl.gz | bookwatch replay - --loop 12:04..12:30", "half an hour, again and again"),
        (["replay"], "bookwatch replay monday.jsonl tuesday.jsonl --max", "two logs, all at once"),
        (["replay"], "bookwatch replay old.jsonl --headless | sha256sum", "the same on every machine"),
        (["replay"], "bookwatch replay old.jsonl --speed 60 --send-to 127.0.0.1:9000", "rehearse an incident"),
        (["replay"], "bookwatch replay old.jsonl -f csv > old.csv", "a line a sighting, all at once"),
        (["tail"], "bookwatch tail --count 1 --wait 10m", "wait for a booking, ten minutes at most"),
        (["tail"], "bookwatch tail --until 'status:canceled' && echo canceled", "wait for a cancellation"),
        (["tail"], "bookwatch tail --for 8h --filter type:demo -f csv > today.csv", "the demos of a working day"),
        (
            ["tail"], #"bookwatch tail --template '{{received}}\t{{name}}\t{{json custom_fields}}'"#,
            "a line of your own making"
        ),
        (["decode"], "bookwatch decode 'https://example.com/thanks?booking_calendar=BKC-1&id=BKNG-1'", "one redirect"),
        (["export"], "bookwatch export -o bookings.csv", "all bookings of the log as a spreadsheet"),
        (
            ["export"], "bookwatch export --filter 'starts:>0s -status:canceled' -o next.ics",
            "what is ahead, for a calendar"
        ),
        (["export"], "bookwatch export old.jsonl --from 2026-02-01 --to 2026-03-01 -f jsonl", "what came in February"),
        (["report"], "bookwatch report -o report.html", "a page of all bookings of the log, with charts"),
        (
            ["report"], "bookwatch report --from 2026-02-01 --to 2026-03-01 --zone Europe/Lisbon",
            "February, in the terminal"
        ),
        (
            ["report"], "zcat 2025*.jsonl.gz | bookwatch report - --filter type:demo -o demos.html",
            "old logs, demos only"
        ),
        (["report"], "bookwatch report --json | jq .outcomes", "how many were canceled, moved and missed"),
        (["verify"], "bookwatch verify || echo 'look at the log'", "check the log of the configuration"),
        (["repair"], "bookwatch repair old.jsonl --output clean.jsonl", "a sound copy of a damaged log"),
        (["erase"], "bookwatch erase --email jane@example.com --dry-run", "count what there is of a person"),
        (
            ["erase"], "bookwatch erase --email jane@example.com --email j.doe@example.org --yes",
            "two addresses, no question"
        ),
        (["redact"], "bookwatch redact -o rehearsal.jsonl", "the log of the configuration, to hand on"),
        (["redact"], "bookwatch redact | bookwatch replay - --max", "look at it first"),
        (["config", "show"], "bookwatch config show --profile wall --origin", "what holds in a profile, and why"),
        (["paths"], "bookwatch paths --json | jq -r '.[] | select(.exists).path'", "all that is there"),
        (["man"], "bookwatch man | man -l -", "read the manual"),
        (["man"], "bookwatch man 5 > ~/.local/share/man/man5/bookwatch.5", "keep it"),
        (["completions"], "source <(bookwatch completions bash)", "try it in this shell"),
    ]
}
