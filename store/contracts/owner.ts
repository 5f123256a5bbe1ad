/** A process that claims work. Each start of a process is a new owner. */
export interface Owner {
	bootId: string;
	hostname: string;
	processId: number;
}
