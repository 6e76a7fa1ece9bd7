import { EXIT, type Io } from "./io.js";
import { oneOf } from "./resolve.js";

/** The shells that there is a script for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** `claims completion`: prints the script that has a shell complete the command line. */
export function completion(shell: string, io: Io): number {
  io.stdout.write(SCRIPTS[oneOf("shell", shell, SHELLS)]);
  return EXIT.clean;
}

/**
 * Each asks `claims __complete` for the words typed so far. What comes back is a store's own text: it is
 * only ever put into an array and quoted, never read as a command.
 */
const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: `# Completion of claims for bash 3.2 or later: eval "$(claims completion bash)"
_claims() {
  local word="\${COMP_WORDS[COMP_CWORD]}" kind='' line value quoted
  local typed="\${word#[\\"\\']}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $kind ]]; then
      kind=$line
      continue
    fi
    value="\${line%%$'\\t'*}"
    # Bash takes what stands behind an equals sign for a word of its own.
    [[ $word == --*=* ]] || [[ $value != --*=* ]] || value="\${value#*=}"
    printf -v quoted '%q' "$value"
    # Between quotation marks nothing can be quoted again.
    [[ $word == [\\"\\']* && $quoted != "$value" ]] && continue
    COMPREPLY+=("$quoted")
  done < <(command claims __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "\${typed//\\\\/}" 2>/dev/null)
  case $kind in
    files | folders)
      compopt -o filenames 2>/dev/null
      local what=-f
      [[ $kind == folders ]] && what=-d
      while IFS= read -r line; do
        COMPREPLY+=("$line")
      done < <(compgen "$what" -- "$word")
      ;;
  esac
}
complete -F _claims claims
`,
  zsh: `#compdef claims
# Completion of claims for zsh: eval "$(claims completion zsh)", behind compinit; or as _claims in $fpath
_claims() {
  local -a lines values shown
  local line value
  lines=("\${(@f)$(command claims __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  case $lines[1] in
    files) _files ;;
    folders) _files -/ ;;
    values)
      for line in "\${(@)lines[2,-1]}"; do
        value="\${line%%$'\\t'*}"
        values+=("$value")
        shown+=("$value  \${line#*$'\\t'}")
      done
      compadd -l -d shown -a values
      ;;
  esac
}
if [[ $funcstack[1] == _claims ]]; then
  _claims "$@"
else
  compdef _claims claims
fi
`,
  fish: `# Completion of claims for fish: claims completion fish | source
function __claims_complete
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command claims __complete -- $typed[2..] "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
        case values
            test (count $lines) -gt 1; and printf '%s\\n' $lines[2..]
    end
end
complete -c claims -f -a '(__claims_complete)'
`,
};
