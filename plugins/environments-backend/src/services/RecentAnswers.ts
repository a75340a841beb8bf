/** Asks each question only so often; in between it gives the answer that was found last. */
export class RecentAnswers<T> {
  readonly #pauseMs: number;
  readonly #now: () => Date;
  readonly #recent = new Map<
    string,
    { askedAt: number; answer: Promise<T | undefined> }
  >();

  static create<T>(options: {
    pauseMs: number;
    now: () => Date;
  }): RecentAnswers<T> {
    return new RecentAnswers<T>(options.pauseMs, options.now);
  }

  private constructor(pauseMs: number, now: () => Date) {
    this.#pauseMs = pauseMs;
    this.#now = now;
  }

  /** The answer to a question; one that fails or has no answer is asked again at once. */
  async ask(
    question: string,
    find: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const now = this.#now().getTime();
    const recent = this.#recent.get(question);
    if (recent && now - recent.askedAt < this.#pauseMs) return recent.answer;
    const entry = { askedAt: now, answer: find() };
    this.#recent.set(question, entry);
    const forget = () => {
      if (this.#recent.get(question) === entry) this.#recent.delete(question);
    };
    return entry.answer.then(
      answer => {
        if (answer === undefined) forget();
        return answer;
      },
      error => {
        forget();
        throw error;
      },
    );
  }
}
