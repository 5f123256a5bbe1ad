/** A process that claims work. Each start of a process is a new owner. */
export interface Owner {
	bootId: string;
	hostname: string;
	processId: number;
	/** By what another process of the same machine can prove that this one has ended; absent where nothing can. */
	identity?: string;
}
