import Dashboard
import Screen

/// What leaves the dashboard: files and links.
extension Runtime {
    /// How long the program that opens links may take to say that it cannot.
    private static let openingLimit = Duration.seconds(5)

    /// Writes a file that the user named; a `~` at its beginning is the home folder.
    func write(_ file: ExportedFile, replacing: Bool) {
        let path = file.path.hasPrefix("~/") ? Environment.home + file.path.dropFirst() : file.path
        do {
            let bytes = Array(file.text.utf8)
            try PrivateFile.write(bytes, to: path, replacing: replacing)
            mailbox.post(.done("wrote \(bytes.count) bytes to \(path)"))
        } catch AppError.exists {
            mailbox.post(.fileExists(file))
        } catch {
            mailbox.post(.notice(ErrorMessages.text(for: error)))
        }
    }

    /// Opens an address in the browser.
    func openLink(_ address: String) {
        guard let opener = DesktopEnvironment().opener(of: address) else {
            return mailbox.post(.notice("There is no display here to open it on"))
        }
        let mailbox = mailbox
        Task.detached {
            switch await opener.run(upTo: Runtime.openingLimit, endsWithTime: false) {
            case .exited(0), .stillRunning: mailbox.post(.done("opened \(address)"))
            case .exited, .signaled, .failed:
                mailbox.post(.notice("The browser could not be opened; y l copies the link"))
            }
        }
    }
}
