/** A process that claims work. Each start of a process is a new owner. */
export interface Owner {
	bootId: string;
	hostname: string;
	processId: number;
	/** Proof for other processes of the same machine that this one has ended; absent if there is none. */
	identity?: string;
}
