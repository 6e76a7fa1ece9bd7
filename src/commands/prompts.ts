import confirm from "@inquirer/confirm";
import {
  AbortPromptError,
  createPrompt,
  ExitPromptError,
  isEnterKey,
  isTabKey,
  makeTheme,
  type Status,
  useKeypress,
  usePrefix,
  useState,
} from "@inquirer/core";
import input from "@inquirer/input";
import select from "@inquirer/select";
import type { Asker, CompletedQuestion } from "./asker.js";
import { Interrupted } from "./asker.js";

/** The streams on which somebody is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Gives an asker for a terminal, made of the Inquirer prompts. */
export function makeAsker({ input: keys, output }: Terminal): Asker {
  const ask = async <T>(
    prompt: (context: {
      input: typeof keys;
      output: typeof output;
      signal: AbortSignal;
    }) => Promise<T>,
  ): Promise<T> => {
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    // Ctrl-D, or a terminal that is gone, closes the line, and the prompt alone would wait on for ever.
    const onKey = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
      if (key?.ctrl && key.name === "d") stop();
    };
    keys.on("keypress", onKey);
    for (const event of ["end", "close"]) keys.once(event, stop);
    try {
      return await prompt({ input: keys, output, signal: stopping.signal });
    } catch (error) {
      const isStopped = error instanceof ExitPromptError || error instanceof AbortPromptError;
      throw isStopped ? new Interrupted() : error;
    } finally {
      keys.removeListener("keypress", onKey);
      for (const event of ["end", "close"]) keys.removeListener(event, stop);
    }
  };
  return {
    line: ({ message, default: usual, refuse }) =>
      ask((context) =>
        input(
          {
            message,
            validate: (answer) => refuse?.(answer.trim()) ?? true,
            ...(usual === undefined ? {} : { default: usual }),
          },
          context,
        ),
      ).then((answer) => answer.trim()),
    completed: (question) => ask((context) => completed(question, context)),
    choice: (message, choices) =>
      ask((context) => select({ message, choices: [...choices], pageSize: 14 }, context)),
    confirm: (message) => ask((context) => confirm({ message, default: true }, context)),
  };
}

/** The most suggestions that are shown below a line. */
const MOST_SUGGESTIONS = 5;

/** A line of text that Tab completes with the first suggestion below it. */
export const completed = createPrompt<string, CompletedQuestion>((question, done) => {
  const theme = makeTheme();
  const [status, setStatus] = useState<Status>("idle");
  const [line, setLine] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const prefix = usePrefix({ status, theme });
  const suggestions = status === "done" ? [] : question.suggest(line);
  useKeypress((key, terminal) => {
    if (isEnterKey(key)) {
      const answer = line.trim() || (question.default ?? "");
      const reason = question.refuse?.(answer);
      if (reason === undefined) {
        setLine(answer);
        setStatus("done");
        done(answer);
      } else {
        // The terminal has taken the line away: it is put back, to be mended.
        terminal.write(line);
        setRefusal(reason);
      }
      return;
    }
    const [first] = suggestions;
    if (isTabKey(key)) {
      terminal.clearLine(0);
      terminal.write(first?.value ?? line);
      setLine(first?.value ?? line);
    } else {
      setLine(terminal.line);
    }
    setRefusal(undefined);
  });
  const message = theme.style.message(question.message, status);
  const shown = status === "done" ? theme.style.answer(line) : line;
  const listed = suggestions
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }, index) => `${index === 0 ? theme.style.key("tab") : "     "} ${name}`);
  const meaning = status === "done" ? "" : (question.explain?.(line) ?? "");
  const below = refusal === undefined ? [meaning, ...listed] : [theme.style.error(refusal)];
  return [`${prefix} ${message} ${shown}`, below.filter(Boolean).join("\n")];
});
