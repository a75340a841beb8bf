/** Where the emulator tells what a person at the terminal should know. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
}
