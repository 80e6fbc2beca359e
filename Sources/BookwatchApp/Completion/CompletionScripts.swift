/// What a shell is told so that it asks the program itself what may follow.
enum CompletionScripts {
    static func text(_ shell: CompletionsCommand.Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    private static let bash = #"""
        # Completion of bookwatch for bash.
        _bookwatch() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do
                case $line in
                    :files) compopt -o default ;;
                    :nospace) compopt -o nospace ;;
                    *) COMPREPLY+=("${line%%$'\t'*}") ;;
                esac
            done < <("$1" ---complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
        }
        complete -F _bookwatch bookwatch

        """#

    private static let zsh = #"""
        #compdef bookwatch
        # Completion of bookwatch for zsh.
        _bookwatch() {
            local line
            local -a texts shown options
            for line in "${(@f)$("${words[1]}" ---complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
                case $line in
                    :files) _files; return ;;
                    :nospace) options=(-S '') ;;
                    ?*) texts+=("${line%%$'\t'*}"); shown+=("${line/$'\t'/  -- }") ;;
                esac
            done
            compadd "${options[@]}" -l -d shown -a texts
        }
        if [[ $funcstack[1] = _bookwatch ]]; then _bookwatch "$@"; else compdef _bookwatch bookwatch; fi

        """#

    private static let fish = #"""
        # Completion of bookwatch for fish.
        function __bookwatch_complete
            set -l words (commandline -opc)
            set -l word (commandline -ct)
            for line in ($words[1] ---complete fish $words[2..-1] "$word" 2>/dev/null)
                switch $line
                    case :files
                        __fish_complete_path "$word"
                    case :nospace
                    case '*'
                        echo $line
                end
            end
        end
        complete -c bookwatch -f -a '(__bookwatch_complete)'

        """#
}
