/** Something that can be chosen. Its texts are safe for a terminal. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  /** Shown while it is about to be chosen. */
  readonly description?: string;
}

/** A question that is answered with a line of text. */
export interface Question {
  readonly message: string;
  /** Taken where nothing is typed. */
  readonly default?: string;
  /** Says why an answer can't be taken; `undefined` where it can. */
  readonly refuse?: (answer: string) => string | undefined;
}

/** A question whose answer is completed as it is typed. */
export interface CompletedQuestion extends Question {
  /** Gives what the line may be meant to become, the likeliest first. */
  readonly suggest: (line: string) => readonly Choice[];
  /** Says what the line stands for, to be shown below it. */
  readonly explain?: (line: string) => string;
}

/** Asks a person; every way to ask throws {@link Interrupted} where the person stops it. */
export interface Asker {
  /** Asks for a line of text, which may be empty. */
  line(question: Question): Promise<string>;
  /** Asks for a line of text, and completes what is typed. */
  completed(question: CompletedQuestion): Promise<string>;
  /** Has one of a few choices made. */
  choice(message: string, choices: readonly Choice[]): Promise<string>;
  /** Asks for yes or no; yes where nothing is typed. */
  confirm(message: string): Promise<boolean>;
}

/** Somebody was asked and stopped the command. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
