/** Runs pieces of work with the same key one after the other, in the order in which they came. */
export class OneAtATime {
	readonly #last = new Map<string, Promise<unknown>>();

	async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
		const over = turn.catch(() => undefined);
		this.#last.set(key, over);
		try {
			return await turn;
		} finally {
			if (this.#last.get(key) === over) this.#last.delete(key);
		}
	}
}
