import ArgumentParser
import Bookings
import Ingest
import Ledger
import Storage
import Subscription
import Terminal
import Theming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What can go wrong in the commands themselves.
enum AppError: Error {
    case emptyInput
    case inputTooLong(limit: Int)
    case unreadable(path: String, errno: Int32)
    case unwritable(path: String, errno: Int32)
    case notABooking(PayloadError)
    case notAPayload
    case exists(path: String)
    case configuration(String)
    case settings(SettingDiagnostic)
    case noSuchSource(String, known: [String])
    case sourceExists(String)
    case badFilter(FilterError, text: String, flag: String)
    case badAddress(String)
}

/// Runs a command's work; an error becomes one sentence on the standard error, and an exit code.
func reportingErrors(_ work: () throws -> Void) throws {
    do {
        try work()
    } catch let status as ExitCode {
        throw status
    } catch {
        StandardError.write("bookwatch: " + ErrorMessages.text(for: error))
        throw ExitStatus.of(error)
    }
}

/// All errors in words: what happened, and what to do.
enum ErrorMessages {
    /// One sentence without a full stop, on one line; it may hold text from outside and is not yet safe for a terminal.
    ///
    /// What is wrong with a file of settings or a theme may be told on more lines than one.
    static func text(for error: any Error) -> String {
        switch error {
        case AppError.configuration(let text): text
        case AppError.settings(let diagnostic): diagnostic.text
        case is ThemeError, is TOMLFault: words(for: error)
        default: Quoted.line(words(for: error))
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case let error as AppError: text(for: error)
        case let error as PayloadError: text(for: error)
        case let error as LogError: text(for: error)
        case let error as StoreError: text(for: error)
        case FeedError.readOnly: "marks and remarks are kept by an endpoint, and this is a log that is only read"
        case FeedError.refused(let reason): "the endpoint refused it: \(reason)"
        case let error as EndpointError: text(for: error)
        case let error as ClientError: text(for: error)
        case let error as TerminalError: text(for: error)
        case ThemeError.notFound: "\(error); bookwatch themes lists those there are"
        case let error as ThemeError: error.description
        case let error as TOMLFault: error.description
        default: "\(error)"
        }
    }

    private static func text(for error: AppError) -> String {
        switch error {
        case .emptyInput:
            "nothing to decode; give a redirect URL or a JSON payload, as an argument or on standard input"
        case .inputTooLong(let limit): "the input is longer than \(limit >> 20) MiB"
        case .unreadable(let path, let number): "cannot read \(path): \(SystemError.reason(number))"
        case .unwritable(let path, let number): "cannot write to \(path): \(SystemError.reason(number))"
        case .notABooking(let error): "not a booking: " + text(for: error)
        case .notAPayload:
            "this is neither a redirect URL, nor its query, nor JSON; give a payload as OnceHub sends it"
        case .exists(let path): "\(path) is there already; give --force to replace it"
        case .configuration(let text): text
        case .settings(let diagnostic): diagnostic.text
        case .noSuchSource(let name, let known):
            "there is no source \(Quoted.text(name))"
                + (Suggestion.nearest(to: name, among: known).map { ValueRules.meant($0) }
                    ?? "; “bookwatch sources” lists those there are")
        case .sourceExists(let name):
            "source \(Quoted.text(name)) is there already; “bookwatch sources \(name)” prints what it needs"
        case .badFilter(let error, let text, let flag):
            "\(flag): the filter “\(text)” is wrong at character \(error.position + 1): \(error.message)"
        case .badAddress(let text):
            "“\(text)” is no address of an endpoint; write http://127.0.0.1:8787, or the path of its socket"
        }
    }

    /// Why a payload is not a booking.
    static func text(for error: PayloadError) -> String {
        switch error {
        case .noBookingData:
            "the URL carries no booking data; OnceHub sends it only on scheduling, and only if the box for it is ticked"
        case .malformedJSON(let reason, let offset): "not strict JSON: \(reason), at byte \(offset)"
        case .notABooking(let reason), .notConfirmed(let reason): reason
        case .tooManyParameters(let limit): "more than \(limit) parameters"
        }
    }

    private static func text(for error: LogError) -> String {
        switch error {
        case .system("link", let path, EEXIST): "\(path) is there already; name another file"
        case .system("open", let path, let number), .system("mkdir", let path, let number):
            "cannot open \(path): \(SystemError.reason(number)); give the path of a log that this user may use"
        case .system(let call, let path, let number): "\(call) of \(path) failed: \(SystemError.reason(number))"
        case .notAFile(let path): "\(path) is not an ordinary file; give --log the path of one"
        case .notALog(let path):
            "\(path) holds no bookings; give the path of a log, or of a file that does not exist yet"
        case .compressed(let path):
            "\(path) is compressed by gzip; give it a name that ends with .gz, and it is read as it is"
        case .isSegment(let path):
            "\(path) is an older part of a log, which nothing is written to; give --log the log's own path"
        case .notOurs(let path): "\(path) belongs to another user; give --log a path of your own"
        case .locked(let path, let owner):
            "another bookwatch\(owner.map { ", process \($0)," } ?? "") writes to \(path); watch that one, "
                + "or give --log another path"
        }
    }

    private static func text(for error: TerminalError) -> String {
        switch error {
        case .notATerminal:
            "the dashboard needs a terminal for its input and output; for lines use bookwatch tail"
        case .unknownTerminal(let name) where name.isEmpty:
            "TERM is not set; set it to your terminal's name, as xterm-256color"
        case .unknownTerminal(let name):
            "the terminal “\(name)” is not known here; set TERM to one that is, as xterm-256color, or install ncurses-term"
        case .noScreen(let name):
            "the terminal “\(name)” cannot move its cursor; add --linear for lines of text, or use bookwatch tail"
        }
    }

    private static func text(for error: ClientError) -> String {
        switch error {
        case .unreachable(let address): "nobody answers at \(address); is bookwatch serve running?"
        case .anotherProgram(let address):
            "what listens at \(address) is not bookwatch; give the address of an endpoint, or start one with bookwatch serve"
        case .closed(let address): "\(address) closed the connection before it answered"
        case .timedOut(let address): "\(address) did not answer in time"
        case .tooLarge(let address): "the answer of \(address) is too large"
        }
    }

    private static func text(for error: EndpointError) -> String {
        switch error {
        case .badAddress(let text): "“\(text)” is no address to listen on; write host:port, as 127.0.0.1:8787"
        case .addressInUse(let address):
            "another program listens on \(address); end it, or give --listen (or --socket) another address"
        case .addressRefused(let address, let number):
            "cannot listen on \(address): \(SystemError.reason(number)); give --listen an address of this machine"
        case .notASocket(let path): "\(path) is there already and is no socket; give --socket another path"
        case .pathTooLong(let path, let limit):
            "the socket's path \(path) is longer than \(limit) bytes; give --socket a shorter one"
        case .system(let call, let path, let number): "\(call) of \(path) failed: \(SystemError.reason(number))"
        case .badPage(let name): "the page \(name) in the program cannot be used; this is a defect of bookwatch"
        case .badTemplate(let path, let fault) where fault.errno != nil:
            "cannot read the thank-you page \(path): \(SystemError.reason(fault.errno ?? 0))"
        case .badTemplate(let path, let fault): "the thank-you page \(path) cannot be used: \(fault)"
        case .badOnwardURL(let url):
            "customers cannot be sent on to “\(url)”; write an absolute address, as https://www.example.com/thanks"
        case .badOnwardField(let field, let known):
            "no field “\(field)” can be handed on; there are \(known.joined(separator: ", ")), and field.NAME"
        }
    }

    private static func text(for error: StoreError) -> String {
        switch error {
        case .unavailable(let call, let number): "the log cannot be written: \(call): \(SystemError.reason(number))"
        case .overloaded(let limit): "more than \(limit) bookings wait for the disk"
        case .tooLong(let limit): "the booking is longer than \(limit >> 10) KiB"
        case .noSuchRecord: "no record of the log has this number"
        case .closed: "the log is closed"
        }
    }
}

extension Filter {
    /// Parses an expression of the command line.
    static func parsing(_ text: String, of flag: String = "--filter") throws -> Filter {
        do {
            return try Filter(text)
        } catch {
            throw AppError.badFilter(error, text: text, flag: flag)
        }
    }
}

extension EndpointAddress {
    /// Reads an address of the command line or the configuration.
    static func parsing(_ text: String) throws -> EndpointAddress {
        guard let address = EndpointAddress(text) else { throw AppError.badAddress(text) }
        return address
    }
}
