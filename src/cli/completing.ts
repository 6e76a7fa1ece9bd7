import type { GlobalOptions } from "../commands/io.js";
import { readWords } from "./completion-words.js";
import type { Wiring } from "./program.js";

/** Adds the command that prints the completion of a shell, and the one that the shell then asks. */
export function addCompleting({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("completion")
    .description("print what has a shell complete commands, flags, ids and tags")
    .argument("<shell>", "bash, zsh or fish")
    .addHelpText(
      "before",
      `Examples:
  claims completion bash               for ~/.bashrc: eval "$(claims completion bash)"
  claims completion zsh                for ~/.zshrc, behind compinit: eval "$(claims completion zsh)"
  claims completion fish               claims completion fish > ~/.config/fish/completions/claims.fish
`,
    )
    .action(async (shell: string) => {
      const { completion } = await import("../commands/completion.js");
      finish(completion(shell, io));
    });
  program
    .command("__complete", { hidden: true })
    .argument("[word...]")
    .action(async (words: string[]) => {
      const { complete } = await import("../commands/complete.js");
      const { wanted, head, start, settings } = readWords(program, words);
      const options = { ...optionsOf({}), ...(settings as Partial<GlobalOptions>) };
      finish(await complete({ ...wanted, head, start }, options, io));
    });
}
