/** Streams in which messages leave at a rate, shared by every process on this store. */
export interface Pacing {
	/**
	 * Reserves the next stretch of a stream.
	 *
	 * @param now ms since the epoch
	 * @returns when the stretch begins: now, or the end of the stretch that was reserved last
	 */
	reserve(stream: string, milliseconds: number, now: number): Promise<number>;
}
